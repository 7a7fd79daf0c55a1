import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { sampleFiring } from '../../domain/sample-firing.ts';
import { thresholdOf } from '../../domain/subscription.ts';
import { deliverMessage } from '../delivery/delivery-message.ts';
import { insertDelivery } from '../delivery/delivery-writes.ts';
import { newDelivery } from '../delivery/new-delivery.ts';
import type { Deps } from '../ports.ts';
import { testGroup } from '../store/keys.ts';
import { firingId, notificationId, testOccurrence } from '../store/resource-ids.ts';
import { findSubscription } from './read-subscriptions.ts';

/** Sends the sample of a subscription's trigger type to it, marked as a test, once: as a delivery of its own. */
export async function sendTest(deps: Deps, ofSubscription: string): Promise<{ notificationId: string }> {
  const { address, row } = await findSubscription(deps, ofSubscription);
  const { partition, topic, suffix } = address;
  const { environmentId } = row.data;
  const now = deps.clock.now();
  const group = testGroup(now, deps.chance.secret(6));
  const occurrence = testOccurrence(group);
  const id = notificationId(suffix, occurrence);
  const delivery = newDelivery(deps, {
    topic,
    group,
    subscriber: { suffix, row },
    firstAttempt: 'queued',
    parts: {
      isTest: true,
      notificationId: id,
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
  return { notificationId: id };
}
