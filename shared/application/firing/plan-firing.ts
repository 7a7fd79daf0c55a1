import type { FiringFacts } from '../../contract/payload.ts';
import { displayInstant, type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import { isReceiving, thresholdOf } from '../../domain/subscription.ts';
import { insertDelivery } from '../delivery/delivery-writes.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import { newDelivery, notificationIdOf } from '../delivery/new-delivery.ts';
import { SWEEP_GRACE_MS } from '../delivery/schedule.ts';
import type { Deps, Write } from '../ports.ts';
import { fanOutKey, firingGroup, firingKey, workKey } from '../store/keys.ts';
import type { DeliveryRow, FiringRow } from '../store/rows.ts';

/** So many subscribers get their first attempt in the invocation that commits the firing. */
const FIRST_ATTEMPTS_HERE = 16;

/** An index that says: none of the first attempts is made here. */
export const NEVER_HERE = Number.POSITIVE_INFINITY;

/** Two rows a delivery, and at most a hundred rows a transaction, of which the firing and its neighbours need some. */
export const DELIVERIES_PER_COMMIT = 40;

/** Something that fires, before its subscribers are known. */
export type Occurrence = FiringFacts & {
  readonly partition: string;
  readonly environmentId: string;
  readonly topic: string;
  readonly occurredAt: Instant;
  readonly eventId?: string | undefined;
  readonly rise?: { readonly from: number; readonly to: number } | undefined;
};

export interface FiringPlan {
  readonly firing: FiringRow;
  readonly writes: readonly Write[];
  readonly deliveries: readonly DeliveryRow[];
}

/** The firing and the deliveries of its first subscribers: rows for the one transaction that also moves the topic's state. */
export function planFiring(
  deps: Deps,
  occurrence: Occurrence & { sequence: number },
  subscribers: readonly Subscriber[],
): FiringPlan {
  const { partition, topic, sequence, ...rest } = occurrence;
  const group = firingGroup(sequence);
  const now = deps.clock.now();
  const first = subscribers.slice(0, DELIVERIES_PER_COMMIT);
  const isCutOff = subscribers.length > first.length;
  const firing: FiringRow = {
    ...rest,
    id: `${partition}.${topic}.${sequence}`,
    topic,
    sequence,
    committedAt: instantFromMilliseconds(now),
    cursor: isCutOff ? first.at(-1)?.row.key : undefined,
    workKey: isCutOff ? workKey(instantFromMilliseconds(now + SWEEP_GRACE_MS), { topic, group }) : undefined,
  };
  const deliveries = first.map((subscriber, index) => firingDelivery(deps, firing, { subscriber, index }));
  const writes: Write[] = [{ kind: 'insert', key: firingKey(topic, group), data: firing }];
  if (firing.workKey) {
    const data = { topic, group };
    writes.push({ kind: 'insert', key: firing.workKey, data }, { kind: 'insert', key: fanOutKey(topic, group), data });
  }
  return {
    firing,
    deliveries,
    writes: [...writes, ...deliveries.flatMap((delivery) => insertDelivery(deps, delivery))],
  };
}

/** Commits the writes of a plan. The places that it took for its first attempts are given back when it does not become true. */
export async function commitPlan(
  deps: Pick<Deps, 'store' | 'pacing'>,
  { partition, deliveries }: { readonly partition: string; readonly deliveries: readonly DeliveryRow[] },
  writes: readonly Write[],
): Promise<readonly string[] | undefined> {
  let etags: readonly string[] | undefined;
  try {
    etags = await deps.store.commit(partition, writes);
    return etags;
  } finally {
    const here = etags ? [] : deliveries.filter(({ leasedUntil }) => leasedUntil);
    for (const { subscriptionId } of here) deps.pacing.leave(subscriptionId);
  }
}

/** The delivery of a firing to one subscriber; `index` among those of one commit. One that is leased has taken a place. */
export function firingDelivery(
  deps: Deps,
  firing: FiringRow,
  { subscriber, index }: { subscriber: Subscriber; index: number },
): DeliveryRow {
  const { id, status } = subscriber.row.data;
  const isHere = status === 'active' && index < FIRST_ATTEMPTS_HERE && deps.pacing.take(id, 'first');
  const delivery = newDelivery(deps, {
    topic: firing.topic,
    group: firingGroup(firing.sequence),
    subscriber,
    firstAttempt: isHere ? 'here' : 'queued',
    parts: {
      notificationId: notificationIdOf(subscriber.suffix, firing.sequence),
      firingId: firing.id,
      environmentId: firing.environmentId,
      occurredAt: displayInstant(firing.occurredAt),
      sequence: firing.sequence,
      firing,
      threshold: thresholdOf(subscriber.row.data),
    },
  });
  if (isReceiving(status)) return delivery;
  return { ...delivery, state: 'dead', reason: status, leasedUntil: undefined, workKey: undefined };
}
