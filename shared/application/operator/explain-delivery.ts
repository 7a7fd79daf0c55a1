import type { DeliveryAnswer } from '../../contract/operator-answers.ts';
import { isCrossed } from '../../domain/decide-sample.ts';
import { matches, thresholdOf } from '../../domain/subscription.ts';
import { deadReason } from '../delivery/dead-letter-writes.ts';
import { deliveryView } from '../delivery/delivery-view.ts';
import type { Deps } from '../ports.ts';
import { deliveryKey, firingGroup } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { firingAddress, type SubscriptionAddress } from '../store/resource-ids.ts';
import { type DeliveryRow, deliveryRow, type FiringRow, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';

/** Why a subscription got a firing or not. */
export interface DeliveryExplanation {
  readonly reason: string;
  /** Absent when the subscription has no delivery of the firing. */
  readonly delivery?: DeliveryAnswer;
}

/** Explains from the stored rows why a subscription got a firing or not. */
export async function explainDelivery(
  deps: Deps,
  firing: FiringRow,
  { partition, topic, suffix, key }: SubscriptionAddress,
): Promise<DeliveryExplanation> {
  const fired = firingAddress(firing.id);
  if (fired.partition !== partition || fired.topic !== topic)
    return { reason: 'the subscription listens to something else' };
  const address = { partition, key: deliveryKey(topic, firingGroup(firing.sequence), suffix) };
  const delivery = await readRow(deps.store, address, deliveryRow);
  if (delivery) return { reason: describeState(delivery.data), delivery: deliveryView(delivery.data) };
  const subscription = await readRow(deps.store, { partition, key }, subscriptionRow);
  return { reason: subscription ? reasonForNone(subscription.data, firing) : NO_SUBSCRIPTION };
}

const NO_SUBSCRIPTION = 'there is no such subscription now: it was deleted, or its flow was saved again';

const STATE_TEXTS = {
  pending: 'the first attempt has not ended yet',
  delivered: 'it was delivered',
  retrying: 'the last attempt failed, and a retry is scheduled',
  waiting: 'the circuit of the subscription is open: the delivery waits until an attempt succeeds',
} as const;

function describeState(delivery: DeliveryRow): string {
  return delivery.state === 'dead' ? `it was given up: ${deadReason(delivery)}` : STATE_TEXTS[delivery.state];
}

function reasonForNone(subscription: SubscriptionRow, firing: FiringRow): string {
  const { triggerType, parameters, since, until } = subscription;
  if (triggerType !== firing.triggerType) return `the subscription is for ${triggerType}`;
  if (firing.sequence <= since) return 'the subscription was made after the firing';
  const { rise } = firing;
  const threshold = thresholdOf(subscription);
  if (rise && threshold !== undefined && !isCrossed(threshold, rise))
    return `its threshold ${threshold} was not crossed: the value rose from ${rise.from} to ${rise.to}`;
  if (!matches(subscription, firing)) return `its parameters do not match: ${JSON.stringify(parameters)}`;
  if (until !== undefined && firing.sequence > until) return 'its flow was gone before the firing';
  return firing.cursor ? 'the fan-out will make its delivery' : 'its delivery was removed after the retention';
}
