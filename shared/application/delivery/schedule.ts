import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps } from '../ports.ts';
import { workKey } from '../store/keys.ts';
import type { DeliveryRow, Work } from '../store/rows.ts';

/**
 * A lease covers one attempt, and three times as long for recording it, in case the storage is unavailable just then: at least
 * the time that a storage client needs for its own retries.
 */
const ATTEMPTS_PER_LEASE = 4;
const LEAST_RECORD_MS = 90_000;

/** How long after it is due the sweeper enqueues a delivery again. */
export const SWEEP_GRACE_MS = 60_000;

/** Looking after a delivery. */
export function deliveryWork({ topic, group, suffix }: Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>): Work {
  return { kind: 'delivery', topic, group, suffix };
}

/** When a delivery is due (milliseconds), and the work row by which the sweeper finds it if no worker has taken it by then. */
export function dueFrom(
  at: number,
  place: Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>,
): { dueAt: Instant; workKey: string } {
  return {
    dueAt: instantFromMilliseconds(at),
    workKey: workKey(instantFromMilliseconds(at + SWEEP_GRACE_MS), deliveryWork(place)),
  };
}

/** When a lease that is taken now ends. */
export function leaseEnd(deps: Pick<Deps, 'clock' | 'settings'>): Instant {
  const { attemptTimeout } = deps.settings;
  const lasts = Math.max(ATTEMPTS_PER_LEASE * attemptTimeout, attemptTimeout + LEAST_RECORD_MS);
  return instantFromMilliseconds(deps.clock.now() + lasts);
}
