import { replaceDelivery } from '../delivery/delivery-writes.ts';
import { dueFrom } from '../delivery/schedule.ts';
import type { Deps, Write } from '../ports.ts';
import { tokenWorkKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { type DeliveryRow, deliveryDeadLetterRow, type Stored } from '../store/rows.ts';
import { countDeletedDeadLetter } from '../store/timeline.ts';
import type { WriteToken } from '../store/write-token.ts';

interface Reset {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  /** A dead letter to remove besides the one that the delivery names. */
  readonly deadLetterKey?: string | undefined;
  readonly token: WriteToken;
}

/** A delivery as it will be stored, and the writes that store it. */
export interface DeliveryChange {
  readonly data: DeliveryRow;
  readonly writes: readonly Write[];
}

/**
 * Resets a finished delivery, so that it is due now and has the whole retry schedule before it. It keeps its attempts and their
 * count, and its dead letters are removed.
 */
export async function resetDelivery(
  deps: Deps,
  { partition, delivery, deadLetterKey, token }: Reset,
): Promise<DeliveryChange> {
  const before = delivery.data;
  const { dueAt, workKey } = dueFrom(deps.clock.now(), before);
  const data: DeliveryRow = {
    ...before,
    state: 'pending',
    tries: 0,
    postponed: undefined,
    dueAt,
    leasedUntil: undefined,
    workKey: tokenWorkKey(workKey, token),
    deadLetterKey: undefined,
    reason: undefined,
  };
  const removals = await removeDeadLetters(deps, partition, [before.deadLetterKey, deadLetterKey]);
  const wasDeleted = before.deadLetterKey !== undefined && removals.length === 0;
  const counted = wasDeleted
    ? await countDeletedDeadLetter(deps, { partition, deliveryKey: delivery.key, change: -1 })
    : [];
  return { data, writes: [...replaceDelivery(deps, delivery, data), ...removals, ...counted] };
}

/** Removes only dead letters that exist: an operator may have deleted one, and its removal would conflict. */
async function removeDeadLetters(
  deps: Deps,
  partition: string,
  keys: readonly (string | undefined)[],
): Promise<Write[]> {
  const named = [...new Set(keys)].filter((key) => key !== undefined);
  const rows = await Promise.all(named.map((key) => readRow(deps.store, { partition, key }, deliveryDeadLetterRow)));
  return rows.flatMap((row): Write[] => (row ? [{ kind: 'remove', key: row.key }] : []));
}
