import type { Deps, Write } from '../ports.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';
import { leaseEnd } from './schedule.ts';

/** A delivery and the subscription that it is for. */
export interface Candidate {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  readonly subscription: Stored<SubscriptionRow>;
}

/** A delivery that this worker alone may attempt, until its lease ends. */
export type Leased = Candidate;

/** Leases deliveries of one firing in one transaction; when that conflicts, each by itself. Leaves out those of other workers. */
export async function lease(deps: Deps, candidates: readonly Candidate[]): Promise<Leased[]> {
  if (candidates.length <= 1) return onConflict(leaseTogether(deps, candidates), () => []);
  return onConflict(leaseTogether(deps, candidates), async () => {
    const leased = candidates.map((one) => onConflict(leaseTogether(deps, [one]), () => []));
    return (await Promise.all(leased)).flat();
  });
}

async function leaseTogether(deps: Deps, candidates: readonly Candidate[]): Promise<Leased[]> {
  const [first] = candidates;
  if (!first) return [];
  const leasedUntil = leaseEnd(deps);
  const rows = candidates.map(({ delivery }) => ({ ...delivery, data: { ...delivery.data, leasedUntil } }));
  const writes = rows.map(({ key, etag, data }): Write => ({ kind: 'replace', key, etag, data }));
  const etags = await deps.store.commit(first.partition, writes);
  return candidates.map((one, index) => ({
    ...one,
    delivery: { ...one.delivery, ...rows[index], etag: etags[index] ?? '' },
  }));
}
