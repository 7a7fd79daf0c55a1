import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import { insertDelivery } from '../delivery/new-delivery.ts';
import { SWEEP_GRACE_MS } from '../delivery/schedule.ts';
import type { Deps, Write } from '../ports.ts';
import { fanOutKey, firingGroup, firingKey, workKey } from '../store/keys.ts';
import { firingId } from '../store/resource-ids.ts';
import type { DeliveryRow, FiringRow, Work } from '../store/rows.ts';
import { timelineInsert } from '../store/timeline.ts';
import { DELIVERIES_PER_COMMIT, firingDelivery } from './firing-delivery.ts';
import type { Occurrence } from './occurrence.ts';

/** A firing, the deliveries of its first subscribers, and the rows of both. */
export interface FiringPlan {
  readonly firing: FiringRow;
  readonly deliveries: readonly DeliveryRow[];
  readonly writes: readonly Write[];
}

interface Recipients {
  /** All subscribers that the firing reaches, in key order. */
  readonly subscribers: readonly Subscriber[];
  /** Those that get their first attempt from this worker. */
  readonly attemptedHere: ReadonlySet<Subscriber>;
}

/** Plans the transaction of a firing with its first deliveries. The fan-out makes the deliveries of the other subscribers. */
export function planFiring(
  deps: Pick<Deps, 'clock' | 'settings'>,
  occurrence: Occurrence & { readonly sequence: number },
  { subscribers, attemptedHere }: Recipients,
): FiringPlan {
  const first = subscribers.slice(0, DELIVERIES_PER_COMMIT);
  const cursor = subscribers.length > first.length ? first.at(-1)?.row.key : undefined;
  const firing = firingOf(deps, occurrence, cursor);
  const deliveries = first.map((subscriber) =>
    firingDelivery(deps, firing, { subscriber, firstAttempt: attemptedHere.has(subscriber) ? 'here' : 'queued' }),
  );
  const writes = [
    ...firingWrites(firing),
    timelineInsert(firing, subscribers.length),
    ...deliveries.flatMap((delivery) => insertDelivery(deps, delivery)),
  ];
  return { firing, deliveries, writes };
}

function firingOf(
  deps: Pick<Deps, 'clock'>,
  { partition, ...occurrence }: Occurrence & { readonly sequence: number },
  cursor: string | undefined,
): FiringRow {
  const { topic, sequence } = occurrence;
  const now = deps.clock.now();
  const work: Work = { kind: 'fan-out', topic, group: firingGroup(sequence) };
  return {
    ...occurrence,
    id: firingId(partition, topic, sequence),
    committedAt: instantFromMilliseconds(now),
    isOnTimeline: true,
    cursor,
    workKey: cursor === undefined ? undefined : workKey(instantFromMilliseconds(now + SWEEP_GRACE_MS), work),
  };
}

/** The firing itself; with a cursor, also its unfinished fan-out and the sweeper's work on it. */
function firingWrites(firing: FiringRow): Write[] {
  const { topic, sequence } = firing;
  const group = firingGroup(sequence);
  const writes: Write[] = [{ kind: 'insert', key: firingKey(topic, group), data: firing }];
  if (firing.workKey === undefined) return writes;
  const work: Work = { kind: 'fan-out', topic, group };
  return [
    ...writes,
    { kind: 'insert', key: firing.workKey, data: work },
    { kind: 'insert', key: fanOutKey(topic, group), data: { topic, group } },
  ];
}
