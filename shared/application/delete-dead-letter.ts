import { deadLetterAddress } from './dead-letter-id.ts';
import type { Deps } from './ports.ts';

/** Deletes a dead letter. One that is gone already is no fault, and neither is another who deletes it now. */
export async function deleteDeadLetter(deps: Pick<Deps, 'store'>, id: string): Promise<void> {
  const { partition, key } = deadLetterAddress(id);
  await deps.store.commit(partition, [{ kind: 'remove', key }]);
}
