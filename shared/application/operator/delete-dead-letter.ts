import type { Deps } from '../ports.ts';
import { EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type Address, readRow, skipUnreadable } from '../store/read-rows.ts';
import { deadLetterAddress } from '../store/resource-ids.ts';
import { onConflict, retryOnConflict } from '../store/retry-on-conflict.ts';
import { deliveryDeadLetterRow } from '../store/rows.ts';
import { countDeletedDeadLetter } from '../store/timeline.ts';

/**
 * Deletes a dead letter. One that is gone already is no error.
 *
 * @throws RequestError 404 for a malformed id
 */
export async function deleteDeadLetter(deps: Pick<Deps, 'store' | 'clock' | 'chance'>, id: string): Promise<void> {
  const address = deadLetterAddress(id);
  const { partition, key } = address;
  if (partition !== EVENT_DEAD_LETTERS) return retryOnConflict(deps, () => deleteOfDelivery(deps, address));
  await onConflict(deps.store.commit(partition, [{ kind: 'remove', key }]), () => undefined);
}

/** The delivery stays dead, so its firing goes on counting it. */
async function deleteOfDelivery(deps: Pick<Deps, 'store'>, { partition, key }: Address): Promise<void> {
  if (!(await deps.store.read(partition, key))) return;
  const counted = await skipUnreadable(deps.store, partition, async () => {
    const deadLetter = await readRow(deps.store, { partition, key }, deliveryDeadLetterRow);
    return deadLetter && countDeletedDeadLetter(deps, { partition, deliveryKey: deadLetter.data.delivery, change: 1 });
  });
  await deps.store.commit(partition, [{ kind: 'remove', key }, ...(counted ?? [])]);
}
