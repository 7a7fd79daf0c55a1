import type { DeliveryExplanation } from '../../contract/operator-answers.ts';
import { type Phrase, phrase } from '../../contract/phrase.ts';
import { isCrossed } from '../../domain/decide-sample.ts';
import { matches, thresholdOf } from '../../domain/subscription.ts';
import { givenUpReason } from '../delivery/delivery-reason.ts';
import { deliveryView } from '../delivery/delivery-view.ts';
import type { Deps } from '../ports.ts';
import { deliveryKey, firingGroup } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { firingAddress, type SubscriptionAddress } from '../store/resource-ids.ts';
import { type DeliveryRow, deliveryRow, type FiringRow, type SubscriptionRow, subscriptionRow } from '../store/rows.ts';
import { explained } from './explained.ts';

/** Explains from the stored rows why a subscription got a firing or not. */
export async function explainDelivery(
  deps: Deps,
  firing: FiringRow,
  { partition, topic, suffix, key }: SubscriptionAddress,
): Promise<DeliveryExplanation> {
  const fired = firingAddress(firing.id);
  if (fired.partition !== partition || fired.topic !== topic) return explained(phrase('explain.other-topic'));
  const address = { partition, key: deliveryKey(topic, firingGroup(firing.sequence), suffix) };
  const delivery = await readRow(deps.store, address, deliveryRow);
  if (delivery)
    return { ...explained(stateReason(delivery.data)), delivery: deliveryView(deps.settings, delivery.data) };
  const subscription = await readRow(deps.store, { partition, key }, subscriptionRow);
  return explained(subscription ? reasonForNone(subscription.data, firing) : phrase('explain.no-subscription'));
}

function stateReason(delivery: DeliveryRow): Phrase {
  return delivery.state === 'dead'
    ? phrase('explain.dead', { reason: givenUpReason(delivery) })
    : phrase(`explain.${delivery.state}`);
}

function reasonForNone(subscription: SubscriptionRow, firing: FiringRow): Phrase {
  const { triggerType, parameters, since, until } = subscription;
  if (triggerType !== firing.triggerType) return phrase('explain.other-trigger', { trigger: triggerType });
  if (firing.sequence <= since) return phrase('explain.made-after');
  const { rise } = firing;
  const threshold = thresholdOf(subscription);
  if (rise && threshold !== undefined && !isCrossed(threshold, rise))
    return phrase('explain.not-crossed', { threshold, ...rise });
  if (!matches(subscription, firing)) return phrase('explain.filtered', { parameters: JSON.stringify(parameters) });
  if (until !== undefined && firing.sequence > until) return phrase('explain.gone-before');
  return phrase(firing.cursor ? 'explain.fan-out' : 'explain.delivery-removed');
}
