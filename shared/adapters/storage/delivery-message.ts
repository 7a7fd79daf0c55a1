import { deliveryBatchSchema } from '../../application/delivery/delivery-message.ts';
import type { DeliveryBatch } from '../../application/ports.ts';

export function writeDeliveryMessage(batch: DeliveryBatch): string {
  return JSON.stringify(batch);
}

export function readDeliveryMessage(message: unknown): DeliveryBatch {
  return deliveryBatchSchema.parse(message);
}
