import { z } from 'zod';
import { chunks } from '../chunks.ts';
import type { DeliveryBatch, Deps } from '../ports.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** What is on the delivery queue: where deliveries lie. No name of a field hides one of the host's own, such as `id`. */
export const deliveryBatchSchema: z.ZodType<DeliveryBatch> = z.object({
  partition: z.string().min(1),
  topic: z.string().min(1),
  group: z.string().min(1),
  from: z.string(),
  to: z.string(),
  work: z.string().optional(),
});

/** The batch of one delivery. */
export function batchOf(
  partition: string,
  { topic, group, suffix }: Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>,
): DeliveryBatch {
  return { partition, topic, group, from: suffix, to: suffix };
}

export interface Placed {
  readonly partition: string;
  readonly delivery: DeliveryRow;
}

/** After `delay` milliseconds; what was due before, now. */
export function enqueueOne(deps: Deps, { partition, delivery }: Placed, delay: number): Promise<void> {
  return deps.deliveries.enqueue(batchOf(partition, delivery), Math.max(0, delay));
}

/** So many deliveries go into one message: their leases fit one transaction, and a slow receiver among them holds up few. */
export const BATCH_SIZE = 32;

/** Puts deliveries that nobody is at on the queue, in batches of neighbours. */
export async function enqueueDeliveries(
  deps: Pick<Deps, 'deliveries'>,
  partition: string,
  deliveries: readonly DeliveryRow[],
): Promise<void> {
  const waiting = deliveries.filter(({ workKey, leasedUntil }) => workKey && !leasedUntil);
  await Promise.all(batchesOf(partition, waiting).map((batch) => deps.deliveries.enqueue(batch, 0)));
}

/** Batches of at most `BATCH_SIZE` deliveries of one firing, which are in the order of their subscriptions. */
export function batchesOf(
  partition: string,
  deliveries: readonly Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>[],
): DeliveryBatch[] {
  return chunks(deliveries, BATCH_SIZE).flatMap((slice) => {
    const [first, last] = [slice.at(0), slice.at(-1)];
    if (!first || !last) return [];
    return [{ partition, topic: first.topic, group: first.group, from: first.suffix, to: last.suffix }];
  });
}
