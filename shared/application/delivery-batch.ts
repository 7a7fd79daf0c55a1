import { z } from 'zod';
import type { DeliveryBatch } from './ports.ts';

/** What is on the delivery queue: where deliveries lie. No name of a field hides one of the host's own, such as `id`. */
export const deliveryBatchSchema: z.ZodType<DeliveryBatch> = z.object({
  partition: z.string().min(1),
  topic: z.string().min(1),
  group: z.string().min(1),
  from: z.string(),
  to: z.string(),
  work: z.string().optional(),
});
