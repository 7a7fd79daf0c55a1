import { SecretsKeyError } from '../errors.ts';
import type { Deps, Row, Write } from '../ports.ts';
import { SECRETS_KEY_CANARY } from './keys.ts';
import { onConflict } from './retry-on-conflict.ts';
import { canaryRow } from './rows.ts';

/*
 * The canary is a known text, sealed with the first key. Keys that do not open it do not open the secrets of this table either,
 * so nothing may work with them.
 */

const { partition, key } = SECRETS_KEY_CANARY;
const TEXT = 'canary';
const CONTEXT = JSON.stringify([TEXT, partition, key]);

type KeyDeps = Pick<Deps, 'store' | 'cipher'>;

/**
 * Whether the keys fit what is stored: nothing is changed. A table without a canary fits any key.
 *
 * @throws SecretsKeyError when they do not
 */
export async function verifySecretsKey({ store, cipher }: KeyDeps): Promise<void> {
  const row = await store.read(partition, key);
  if (row) openCanary(cipher, row);
}

/**
 * The same, and the canary is written if there is none, or resealed if the first key is new. After that, the previous key alone
 * is refused.
 *
 * @throws SecretsKeyError when the keys do not fit
 */
export async function claimSecretsKey(deps: KeyDeps): Promise<void> {
  const { store, cipher } = deps;
  const row = await store.read(partition, key);
  if (row && cipher.isSealedWithFirstKey(openCanary(cipher, row))) return;
  const data = { sealed: cipher.seal(TEXT, CONTEXT) };
  const write: Write = row ? { kind: 'replace', key, etag: row.etag, data } : { kind: 'insert', key, data };
  // Another start has written the canary; its key counts.
  await onConflict(store.commit(partition, [write]), () => verifySecretsKey(deps));
}

/** The sealed text of a canary that opens. */
function openCanary(cipher: Deps['cipher'], row: Row): string {
  try {
    const { sealed } = canaryRow.parse(row.data);
    if (cipher.open(sealed, CONTEXT) === TEXT) return sealed;
  } catch {
    // Unreadable, or sealed with another key.
  }
  throw new SecretsKeyError();
}
