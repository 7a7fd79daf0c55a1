import { attemptAll } from '../attempt/attempt-batch.ts';
import { deliver } from '../attempt/deliver-batch.ts';
import { batchesOf, enqueueDeliveries } from '../delivery/delivery-message.ts';
import { isFree, type Subscriber } from '../delivery/eligibility.ts';
import type { Leased } from '../delivery/lease.ts';
import type { Deps, Write } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { deliveriesOfGroup, deliveryKey, firingGroup, firingKey } from '../store/keys.ts';
import { readAll, readRow } from '../store/read-rows.ts';
import { type DeliveryRow, deliveryRow, firingRow } from '../store/rows.ts';
import { continueFanOut } from './fan-out.ts';
import type { FiringPlan } from './plan-firing.ts';

export interface Committed {
  readonly partition: string;
  readonly plan: FiringPlan;
  readonly subscribers: readonly Subscriber[];
  /** The transaction and the ETags that it gave its rows. */
  readonly writes: readonly Write[];
  readonly etags: readonly string[];
}

/** Makes the first attempts of a firing that has just been committed here, and hands the rest of it to the queue. */
export async function startFiring(deps: Deps, committed: Committed): Promise<DeliveryRow[]> {
  const { partition, plan } = committed;
  const { topic, sequence } = plan.firing;
  const nothing = () => [];
  const ended = await settleAll([
    attemptAll(deps, leasedHere(committed)),
    enqueueDeliveries(deps, partition, plan.deliveries).then(nothing),
    ...(plan.firing.cursor
      ? [continueFanOut(deps, { partition, topic, group: firingGroup(sequence) }).then(nothing)]
      : []),
  ]);
  return ended.flat();
}

function leasedHere({ partition, plan, subscribers, writes, etags }: Committed): Leased[] {
  const etagOf = new Map(writes.map((write, index) => [write.key, etags[index] ?? '']));
  return plan.deliveries.flatMap((data, index) => {
    const subscription = subscribers[index]?.row;
    if (!data.leasedUntil || !subscription) return [];
    const key = deliveryKey(data.topic, data.group, data.suffix);
    return [{ partition, subscription, delivery: { key, etag: etagOf.get(key) ?? '', data } }];
  });
}

/**
 * Finishes a firing whose worker may have died after the commit: what is done or leased stays as it is. A few deliveries are
 * made here, many go to the queue.
 */
export async function resumeFiring(
  deps: Deps,
  partition: string,
  at: { topic: string; sequence: number },
): Promise<DeliveryRow[]> {
  const place = { partition, topic: at.topic, group: firingGroup(at.sequence) };
  const firing = await readRow(deps.store, { partition, key: firingKey(place.topic, place.group) }, firingRow);
  if (!firing) return [];
  if (firing.data.cursor) await continueFanOut(deps, place);
  const range = deliveriesOfGroup(place.topic, place.group);
  const free = (await readAll(deps.store, { partition, range }, deliveryRow)).filter(({ data }) => isFree(deps, data));
  const [only, ...more] = batchesOf(
    partition,
    free.map(({ data }) => data),
  );
  if (!only) return [];
  if (more.length === 0) return deliver(deps, only);
  await Promise.all([only, ...more].map((batch) => deps.deliveries.enqueue(batch, 0)));
  return [];
}
