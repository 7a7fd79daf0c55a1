import type { Deps } from '../ports.ts';
import { deadLetterAddress } from '../store/resource-ids.ts';
import { onConflict } from '../store/retry-on-conflict.ts';

/**
 * Deletes a dead letter. One that is gone already is no error.
 *
 * @throws RequestError 404 for a malformed id
 */
export async function deleteDeadLetter(deps: Pick<Deps, 'store'>, id: string): Promise<void> {
  const { partition, key } = deadLetterAddress(id);
  await onConflict(deps.store.commit(partition, [{ kind: 'remove', key }]), () => undefined);
}
