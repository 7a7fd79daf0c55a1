import { z } from 'zod';
import type { DeliveryBatch } from '../application/ports.ts';

/** What is on the delivery queue: where deliveries lie. No name of a field hides one of the host's own, such as `id`. */
const deliveryMessage = z.object({
  partition: z.string().min(1),
  topic: z.string().min(1),
  group: z.string().min(1),
  from: z.string(),
  to: z.string(),
});

export function writeDeliveryMessage(batch: DeliveryBatch): string {
  return JSON.stringify(batch);
}

export function readDeliveryMessage(message: unknown): DeliveryBatch {
  return deliveryMessage.parse(message);
}
