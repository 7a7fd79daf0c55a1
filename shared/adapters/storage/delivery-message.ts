import { deliveryMessageSchema } from '../../application/delivery/delivery-message.ts';
import type { DeliveryMessage } from '../../application/ports.ts';

export function writeDeliveryMessage(batch: DeliveryMessage): string {
  return JSON.stringify(batch);
}

export function readDeliveryMessage(message: unknown): DeliveryMessage {
  return deliveryMessageSchema.parse(message);
}
