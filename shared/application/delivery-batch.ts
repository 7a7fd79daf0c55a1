import { z } from 'zod';
import type { DeliveryBatch } from './ports.ts';
import type { DeliveryRow } from './rows.ts';

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
