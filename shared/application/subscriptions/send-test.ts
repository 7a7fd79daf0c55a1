import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { sampleFiring } from '../../domain/sample-firing.ts';
import { thresholdOf } from '../../domain/subscription.ts';
import { batchOf } from '../delivery/delivery-message.ts';
import { insertDelivery } from '../delivery/delivery-writes.ts';
import { newDelivery, notificationIdOf } from '../delivery/new-delivery.ts';
import type { Deps } from '../ports.ts';
import { descendingTime } from '../store/keys.ts';
import { findSubscription } from './read-subscriptions.ts';

/** Sends the sample of a subscription's trigger type to it, marked as a test, once: as a delivery of its own. */
export async function sendTest(deps: Deps, id: string): Promise<{ notificationId: string }> {
  const { address, row } = await findSubscription(deps, id);
  const { partition, topic, suffix } = address;
  const { environmentId } = row.data;
  const now = deps.clock.now();
  const group = `t${descendingTime(now)}-${deps.chance.secret(6)}`;
  const notificationId = notificationIdOf(suffix, `test-${group}`);
  const delivery = newDelivery(deps, {
    topic,
    group,
    subscriber: { suffix, row },
    firstAttempt: 'queued',
    parts: {
      isTest: true,
      notificationId,
      firingId: `${partition}.${topic}.test-${group}`,
      environmentId,
      occurredAt: displayInstant(instantFromMilliseconds(now)),
      sequence: 0,
      firing: sampleFiring(row.data),
      threshold: thresholdOf(row.data),
    },
  });
  await deps.store.commit(partition, insertDelivery(deps, delivery));
  await deps.deliveries.enqueue(batchOf(partition, delivery), 0);
  return { notificationId };
}
