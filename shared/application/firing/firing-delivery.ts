import { displayInstant } from '../../domain/instant.ts';
import { thresholdOf } from '../../domain/subscription.ts';
import { isKnownStatus, isReceiving } from '../../domain/subscription-status.ts';
import { giveUp } from '../delivery/dead-letter-writes.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import { type FirstAttempt, newDelivery } from '../delivery/new-delivery.ts';
import type { Deps } from '../ports.ts';
import { firingGroup } from '../store/keys.ts';
import { notificationId } from '../store/resource-ids.ts';
import type { DeliveryRow, FiringRow } from '../store/rows.ts';

/** A delivery takes two rows. A transaction holds a hundred, and the firing and the topic's state need some of them. */
export const DELIVERIES_PER_COMMIT = 40;

/** The delivery of a firing to one subscriber. It is dead when the status of the subscription receives nothing. */
export function firingDelivery(
  deps: Pick<Deps, 'clock' | 'settings'>,
  firing: FiringRow,
  { subscriber, firstAttempt }: { readonly subscriber: Subscriber; readonly firstAttempt: FirstAttempt },
): DeliveryRow {
  const { status } = subscriber.row.data;
  const delivery = newDelivery(deps, {
    topic: firing.topic,
    group: firingGroup(firing.sequence),
    subscriber,
    firstAttempt,
    origin: firing,
    parts: {
      notificationId: notificationId(subscriber.suffix, firing.sequence),
      firingId: firing.id,
      environmentId: firing.environmentId,
      occurredAt: displayInstant(firing.occurredAt),
      sequence: firing.sequence,
      firing,
      threshold: thresholdOf(subscriber.row.data),
    },
  });
  return isReceiving(status) || !isKnownStatus(status) ? delivery : giveUp(delivery, status);
}
