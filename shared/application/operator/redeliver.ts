import { deliverMessage } from '../delivery/delivery-message.ts';
import type { Deps } from '../ports.ts';
import { hasToken } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { deadLetterNotFound, deliveryAddress, deliveryNotFound } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { type DeliveryRow, deliveryDeadLetterRow, deliveryRow, type SubscriptionRow } from '../store/rows.ts';
import { newWriteToken, type WriteToken } from '../store/write-token.ts';
import { findSubscription } from '../subscriptions/read-subscriptions.ts';
import { requireRedeliverable } from './redelivery-checks.ts';
import { resetDelivery } from './reset-delivery.ts';

/**
 * Redelivers a finished delivery: the same notification, with the whole retry schedule before it.
 *
 * @throws RequestError 404, or 409 when the delivery is not finished or its subscription receives nothing
 */
export async function redeliver(deps: Deps, id: string, notificationId: string): Promise<{ count: 1 }> {
  const { address, row } = await findSubscription(deps, id);
  await redeliverAt(deps, deliveryAddress(address, notificationId), row.data);
  return { count: 1 };
}

/** Where a delivery lies. With the key of a dead letter, only the request that removes it redelivers. */
interface RedeliveryTarget extends Address {
  readonly deadLetterKey?: string;
}

/**
 * Resets a delivery and removes its dead letters in one transaction, then enqueues it.
 *
 * @throws RequestError 404 when the delivery or the dead letter is gone, 409 as for `redeliver`
 */
export async function redeliverAt(
  deps: Deps,
  target: RedeliveryTarget,
  subscription: SubscriptionRow | undefined,
): Promise<void> {
  const token = newWriteToken(deps);
  const delivery = await retryOnConflict(deps, () => commitReset(deps, target, { subscription, token }));
  await deps.deliveries.enqueue(deliverMessage(target.partition, delivery), 0);
}

interface ResetContext {
  readonly subscription: SubscriptionRow | undefined;
  readonly token: WriteToken;
}

async function commitReset(
  deps: Deps,
  { partition, key, deadLetterKey }: RedeliveryTarget,
  { subscription, token }: ResetContext,
): Promise<DeliveryRow> {
  const delivery = await readRow(deps.store, { partition, key }, deliveryRow);
  if (!delivery) throw deliveryNotFound();
  // An earlier try was committed, although its response was lost.
  if (hasToken(delivery.data.workKey, token)) return delivery.data;
  // Read after the delivery: it changes in the transaction that removes its dead letter.
  if (deadLetterKey !== undefined) await requireDeadLetter(deps, { partition, key: deadLetterKey });
  requireRedeliverable(delivery.data, subscription);
  const { data, writes } = await resetDelivery(deps, { partition, delivery, deadLetterKey, token });
  await deps.store.commit(partition, writes);
  return data;
}

/** Rejects the second of two requests that redrive the same dead letter, since its delivery may have been sent by then. */
async function requireDeadLetter(deps: Deps, address: Address): Promise<void> {
  const deadLetter = await readRow(deps.store, address, deliveryDeadLetterRow);
  if (!deadLetter) throw deadLetterNotFound();
}
