import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps } from '../ports.ts';
import { workKey } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** A lease lasts for so many attempts: one, and three times as long for its record, should the storage be away just then. */
const ATTEMPTS_PER_LEASE = 4;

/** How long the queue may take before the sweeper puts a delivery on it again. */
export const SWEEP_GRACE_MS = 60_000;

/** When a delivery is due, and the row of work by which the sweeper finds it should nobody have come to it by then. */
export function dueFrom(
  at: number,
  place: Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>,
): { dueAt: Instant; workKey: string } {
  return {
    dueAt: instantFromMilliseconds(at),
    workKey: workKey(instantFromMilliseconds(at + SWEEP_GRACE_MS), place),
  };
}

/** When the lease of a worker that starts now ends. */
export function leaseEnd(deps: Pick<Deps, 'clock' | 'settings'>) {
  return instantFromMilliseconds(deps.clock.now() + ATTEMPTS_PER_LEASE * deps.settings.attemptTimeout);
}
