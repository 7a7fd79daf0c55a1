import type { QueueClient } from '@azure/storage-queue';
import type { DeliveryQueue, EventPublisher } from '../../application/ports.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { writeDeliveryMessage } from './delivery-message.ts';
import { isQueueMissing } from './errors.ts';

/** The longest visibility delay. Delays are whole seconds. */
const MAX_DELAY_SECONDS = 7 * 24 * 60 * 60;

/** The queue of deliveries. */
export function createDeliveryQueue(queue: QueueClient): DeliveryQueue {
  return {
    enqueue: (batch, delay) => {
      const visibilityTimeout = Math.min(MAX_DELAY_SECONDS, Math.ceil(delay / 1000));
      return send(queue, writeDeliveryMessage(batch), { visibilityTimeout });
    },
  };
}

/** Publishes to the two inbound queues. */
export function createEventPublisher(queues: Readonly<Record<EventQueue, QueueClient>>): EventPublisher {
  return { publish: (queue, text) => send(queues[queue], text, {}) };
}

/** Sends base64, as the queue trigger expects. Creates a missing queue. Messages never expire. */
async function send(queue: QueueClient, text: string, options: { visibilityTimeout?: number }): Promise<void> {
  const message = Buffer.from(text).toString('base64');
  const all = { ...options, messageTimeToLive: -1 };
  try {
    await queue.sendMessage(message, all);
  } catch (error) {
    if (!isQueueMissing(error)) throw error;
    await queue.createIfNotExists();
    await queue.sendMessage(message, all);
  }
}
