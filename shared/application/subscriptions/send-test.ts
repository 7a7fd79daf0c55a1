import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { sampleFiring } from '../../domain/sample-firing.ts';
import { thresholdOf } from '../../domain/subscription.ts';
import { deliverMessage } from '../delivery/delivery-message.ts';
import { insertDelivery, newDelivery } from '../delivery/new-delivery.ts';
import type { Deps } from '../ports.ts';
import { testGroup } from '../store/keys.ts';
import { firingId, notificationId, testOccurrence } from '../store/resource-ids.ts';
import { findSubscription } from './read-subscriptions.ts';

/** Bytes that tell tests of the same millisecond apart. */
const UNIQUE_BYTES = 6;

/** Sends the sample of its trigger type to a subscription, marked as a test, as a delivery that is attempted once. */
export async function sendTest(deps: Deps, subscriptionId: string): Promise<{ notificationId: string }> {
  const { address, row } = await findSubscription(deps, subscriptionId);
  const { partition, topic, suffix } = address;
  const { environmentId } = row.data;
  const now = deps.clock.now();
  const group = testGroup(now, deps.chance.secret(UNIQUE_BYTES));
  const occurrence = testOccurrence(group);
  const delivery = newDelivery(deps, {
    topic,
    group,
    subscriber: { suffix, row },
    firstAttempt: 'queued',
    parts: {
      isTest: true,
      notificationId: notificationId(suffix, occurrence),
      firingId: firingId(partition, topic, occurrence),
      environmentId,
      occurredAt: displayInstant(instantFromMilliseconds(now)),
      sequence: 0,
      firing: sampleFiring(row.data),
      threshold: thresholdOf(row.data),
    },
  });
  await deps.store.commit(partition, insertDelivery(deps, delivery));
  await deps.deliveries.enqueue(deliverMessage(partition, delivery), 0);
  return { notificationId: delivery.notificationId };
}
