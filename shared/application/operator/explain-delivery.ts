import { matches } from '../../domain/subscription.ts';
import { type DeliveryView, deliveryView } from '../delivery/delivery-view.ts';
import { deadReason } from '../delivery/delivery-writes.ts';
import type { Deps } from '../ports.ts';
import { deliveryKey, firingGroup } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { firingAddress, type SubscriptionAddress } from '../store/resource-ids.ts';
import { type DeliveryRow, deliveryRow, type FiringRow, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';

export interface DeliveryExplanation {
  readonly reason: string;
  /** Absent when the firing was not for the subscription. */
  readonly delivery?: DeliveryView;
}

/** Why a subscription did or did not get a firing. */
export async function explainDelivery(
  deps: Deps,
  firing: FiringRow,
  { partition, topic, suffix, key }: SubscriptionAddress,
): Promise<DeliveryExplanation> {
  const fired = firingAddress(firing.id);
  if (fired.partition !== partition || fired.topic !== topic)
    return { reason: 'the subscription listens to something else' };
  const place = deliveryKey(topic, firingGroup(firing.sequence), suffix);
  const row = await readRow(deps.store, { partition, key: place }, deliveryRow);
  if (row) return { reason: stateInWords(row.data), delivery: deliveryView(row.data) };
  const subscription = await readRow(deps.store, { partition, key }, subscriptionRow);
  return { reason: subscription ? reasonForNone(subscription.data, firing) : GONE };
}

const GONE = 'there is no such subscription now: it was deleted, or its flow was saved again';

const DELIVERY_STATES = {
  pending: 'the first attempt is on its way',
  delivered: 'it was delivered',
  retrying: 'the last attempt failed, and the next one is due',
  waiting: 'the circuit of the subscription is open: it waits for an attempt that succeeds',
} as const;

function stateInWords(delivery: DeliveryRow): string {
  return delivery.state === 'dead' ? `it was given up: ${deadReason(delivery)}` : DELIVERY_STATES[delivery.state];
}

function reasonForNone({ triggerType, parameters, since, until }: SubscriptionRow, firing: FiringRow): string {
  if (triggerType !== firing.triggerType) return `the subscription is for ${triggerType}`;
  if (firing.sequence <= since) return 'the subscription was made after the firing';
  const { rise } = firing;
  const { threshold } = parameters;
  if (rise && threshold !== undefined && (threshold < rise.from || threshold >= rise.to))
    return `its threshold ${threshold} was not crossed: the value rose from ${rise.from} to ${rise.to}`;
  if (!matches(parameters, firing.facts)) return `its parameters let others through: ${JSON.stringify(parameters)}`;
  if (until !== undefined && firing.sequence > until) return 'its flow was gone before the firing';
  return firing.cursor ? 'its delivery is being made' : 'its delivery has left with the retention';
}
