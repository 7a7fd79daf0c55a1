import { deliveryBatchSchema } from '../../application/delivery/delivery-message.ts';
import type { DeliveryBatch } from '../../application/ports.ts';

/** The text of a queue message for a batch. */
export function writeDeliveryMessage(batch: DeliveryBatch): string {
  return JSON.stringify(batch);
}

/** Reads a parsed queue message. */
export function readDeliveryMessage(message: unknown): DeliveryBatch {
  return deliveryBatchSchema.parse(message);
}
