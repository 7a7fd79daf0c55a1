import { deliveryMessageSchema } from '../../application/delivery/delivery-message.ts';
import type { DeliveryMessage } from '../../application/ports.ts';

/** The version of the messages that this app writes. Readers ignore fields that they do not know. */
const MESSAGE_VERSION = 1;

/** The text of a queue message for a delivery message. */
export function writeDeliveryMessage(message: DeliveryMessage): string {
  return JSON.stringify({ ...message, v: MESSAGE_VERSION });
}

/** Reads a parsed queue message. */
export function readDeliveryMessage(message: unknown): DeliveryMessage {
  return deliveryMessageSchema.parse(message);
}
