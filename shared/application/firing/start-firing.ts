import { attemptBatch } from '../attempt/attempt-batch.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import type { Leased } from '../delivery/lease.ts';
import type { AttemptSlots, Deps, Write } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import { deliveryKey, firingGroup } from '../store/keys.ts';
import { enqueueUnleased } from './enqueue-unleased.ts';
import { continueFanOut } from './fan-out.ts';
import type { FiringPlan } from './plan-firing.ts';

/** A firing that has just been committed. */
export interface CommittedFiring {
  readonly partition: string;
  readonly plan: FiringPlan;
  readonly subscribers: readonly Subscriber[];
  /** The writes of the transaction, and the ETag of each. */
  readonly writes: readonly Write[];
  readonly etags: readonly string[];
}

/** Makes the first attempts that have a slot, enqueues the other deliveries, and continues the fan-out. */
export async function startFiring(deps: Deps, committed: CommittedFiring, slots: AttemptSlots): Promise<void> {
  const { partition, plan } = committed;
  const { topic, sequence, cursor } = plan.firing;
  await settleAll<unknown>([
    attemptBatch(deps, leasedDeliveries(committed), slots),
    enqueueUnleased(deps, partition, plan.deliveries),
    ...(cursor ? [continueFanOut(deps, { partition, topic, group: firingGroup(sequence) })] : []),
  ]);
}

function leasedDeliveries({ partition, plan, subscribers, writes, etags }: CommittedFiring): Leased[] {
  const etagOf = new Map(writes.map((write, index) => [write.key, etags[index] ?? '']));
  return plan.deliveries.flatMap((data, index) => {
    const subscription = subscribers[index]?.row;
    if (!data.leasedUntil || !subscription) return [];
    const key = deliveryKey(data.topic, data.group, data.suffix);
    return [{ partition, subscription, delivery: { key, etag: etagOf.get(key) ?? '', data } }];
  });
}
