import { deliverMessage } from '../delivery/delivery-message.ts';
import { isFinished } from '../delivery/delivery-view.ts';
import { replaceDelivery } from '../delivery/delivery-writes.ts';
import { reasonToGiveUp } from '../delivery/eligibility.ts';
import { dueFrom } from '../delivery/schedule.ts';
import { RequestError } from '../errors.ts';
import type { Deps, Write } from '../ports.ts';
import { hasToken, tokenWorkKey } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { deadLetterNotFound, deliveryAddress, deliveryNotFound } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import {
  type DeliveryRow,
  deliveryDeadLetterRow,
  deliveryRow,
  type Stored,
  type SubscriptionRow,
} from '../store/rows.ts';
import { newWriteToken, type WriteToken } from '../store/write-token.ts';
import { findSubscription } from '../subscriptions/read-subscriptions.ts';

/** Delivers something once more that was delivered or given up: the same notification, with the whole schedule before it. */
export async function redeliver(deps: Deps, id: string, notificationId: string): Promise<{ count: 1 }> {
  const { address, row } = await findSubscription(deps, id);
  await redeliverAt(deps, deliveryAddress(address, notificationId), row.data);
  return { count: 1 };
}

/** In one transaction: the delivery is new again, it has work, and its dead letters leave. Then a message gets it going. */
export async function redeliverAt(
  deps: Deps,
  { partition, key, letterKey }: Address & { readonly letterKey?: string },
  subscription: SubscriptionRow | undefined,
): Promise<void> {
  const token = newWriteToken(deps);
  const renewed = await retryOnConflict(deps, async () => {
    const delivery = await readRow(deps.store, { partition, key }, deliveryRow);
    if (!delivery) throw deliveryNotFound();
    if (hasToken(delivery.data.workKey, token)) return delivery.data;
    await refuseRedriven(deps, { partition, letterKey });
    refuseUnfit(delivery.data, subscription);
    const { data, writes } = await renewal(deps, { partition, delivery, letterKey, token });
    await deps.store.commit(partition, writes);
    return data;
  });
  await deps.deliveries.enqueue(deliverMessage(partition, renewed), 0);
}

/**
 * Of two who redrive the same dead letter, one does: the other must not send again what has been delivered by then. Read after
 * the delivery, which changes in the transaction that removes the letter.
 */
async function refuseRedriven(
  deps: Deps,
  { partition, letterKey }: { readonly partition: string; readonly letterKey: string | undefined },
): Promise<void> {
  if (letterKey === undefined) return;
  const letter = await readRow(deps.store, { partition, key: letterKey }, deliveryDeadLetterRow);
  if (!letter) throw deadLetterNotFound();
}

/** What would only be given up again is not begun. */
function refuseUnfit(delivery: DeliveryRow, subscription: SubscriptionRow | undefined): void {
  if (!isFinished(delivery)) {
    const message = `the delivery is ${delivery.state}, not finished; only what was delivered or is dead can be sent again`;
    throw new RequestError(409, { code: 'not-finished', message });
  }
  const reason = reasonToGiveUp(delivery, subscription);
  if (reason) throw notReceiving(reason);
}

export function notReceiving(reason: string): RequestError {
  const message =
    reason === 'unsubscribed'
      ? 'the subscription that this was for has been deleted; another one gets only what fires after its creation'
      : `the subscription is ${reason} and gets nothing; enable it, or let the flow subscribe again, and then repeat this`;
  return new RequestError(409, { code: 'not-receiving', message });
}

interface Renewal {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  /** A dead letter that leaves too, should the delivery not know of it. */
  readonly letterKey?: string | undefined;
  readonly token: WriteToken;
}

/** The delivery as it was before its first try, but for the count of its attempts; and all rows that change with it. */
export async function renewal(
  deps: Deps,
  { partition, delivery, letterKey, token }: Renewal,
): Promise<{ data: DeliveryRow; writes: Write[] }> {
  const before = delivery.data;
  const { dueAt, workKey } = dueFrom(deps.clock.now(), before);
  const work = tokenWorkKey(workKey, token);
  const data: DeliveryRow = {
    ...before,
    state: 'pending',
    tries: 0,
    postponed: undefined,
    dueAt,
    leasedUntil: undefined,
    workKey: work,
    deadLetterKey: undefined,
    reason: undefined,
  };
  const letters = await removals(deps, partition, [before.deadLetterKey, letterKey]);
  return { data, writes: [...replaceDelivery(deps, delivery, data), ...letters] };
}

/** Somebody may have deleted a dead letter, and what is gone cannot be removed. */
async function removals(deps: Deps, partition: string, keys: readonly (string | undefined)[]): Promise<Write[]> {
  const named = [...new Set(keys)].filter((key) => key !== undefined);
  const rows = await Promise.all(named.map((key) => readRow(deps.store, { partition, key }, deliveryDeadLetterRow)));
  return rows.flatMap((row): Write[] => (row ? [{ kind: 'remove', key: row.key }] : []));
}
