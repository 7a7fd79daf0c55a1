import { deliveryMessageSchema } from '../../application/delivery/delivery-message.ts';
import type { DeliveryMessage } from '../../application/ports.ts';

/** The text of a queue message for a delivery message. */
export function writeDeliveryMessage(batch: DeliveryMessage): string {
  return JSON.stringify(batch);
}

/** Reads a parsed queue message. */
export function readDeliveryMessage(message: unknown): DeliveryMessage {
  return deliveryMessageSchema.parse(message);
}
