import type { Deps, Write } from '../ports.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';
import { leaseEnd } from './schedule.ts';

/** A delivery that this worker alone may attempt, until its lease ends. */
export interface Leased {
  readonly partition: string;
  readonly delivery: Stored<DeliveryRow>;
  readonly subscription: Stored<SubscriptionRow>;
}

/** Takes the leases in one transaction; if another worker has one of them by now, each by itself. */
export async function lease(deps: Deps, wanted: readonly Leased[]): Promise<Leased[]> {
  if (wanted.length <= 1) return onConflict(takeLeases(deps, wanted), () => []);
  return onConflict(takeLeases(deps, wanted), async () => {
    const alone = await Promise.all(wanted.map((one) => onConflict(takeLeases(deps, [one]), () => [])));
    return alone.flat();
  });
}

async function takeLeases(deps: Deps, wanted: readonly Leased[]): Promise<Leased[]> {
  const [first] = wanted;
  if (!first) return [];
  const leasedUntil = leaseEnd(deps);
  const rows = wanted.map(({ delivery }) => ({ ...delivery, data: { ...delivery.data, leasedUntil } }));
  const writes = rows.map(({ key, etag, data }): Write => ({ kind: 'replace', key, etag, data }));
  const etags = await deps.store.commit(first.partition, writes);
  return wanted.map((one, index) => ({
    ...one,
    delivery: { ...one.delivery, ...rows[index], etag: etags[index] ?? '' },
  }));
}
