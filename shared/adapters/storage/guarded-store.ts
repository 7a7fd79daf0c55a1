import type { Cipher, Store } from '../../application/ports.ts';
import { claimSecretsKey } from '../../application/store/secrets-key.ts';

/**
 * A store that works only with keys that fit what is stored. The first use checks them; after a failure the next use checks
 * again.
 */
export function createGuardedStore(store: Store, cipher: Cipher): Store {
  let claimed: Promise<void> | undefined;
  const claim = () => {
    claimed ??= claimSecretsKey({ store, cipher }).catch((fault) => {
      claimed = undefined;
      throw fault;
    });
    return claimed;
  };
  return {
    noteUnreadable: (partition, fault) => store.noteUnreadable(partition, fault),
    read: async (partition, key) => {
      await claim();
      return store.read(partition, key);
    },
    range: async (partition, range) => {
      await claim();
      return store.range(partition, range);
    },
    commit: async (partition, writes) => {
      await claim();
      return store.commit(partition, writes);
    },
  };
}
