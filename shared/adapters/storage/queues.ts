import type { QueueClient } from '@azure/storage-queue';
import type { DeliveryQueue, EventPublisher } from '../../application/ports.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { writeDeliveryMessage } from './delivery-message.ts';
import { isQueueMissing } from './errors.ts';

/** Visibility delays are whole seconds, and at most seven days. */
const MAX_DELAY_SECONDS = 7 * 24 * 60 * 60;

export function createDeliveryQueue(queue: QueueClient): DeliveryQueue {
  return {
    enqueue: (batch, delay) => {
      const visibilityTimeout = Math.min(MAX_DELAY_SECONDS, Math.ceil(delay / 1000));
      return send(queue, writeDeliveryMessage(batch), { visibilityTimeout });
    },
  };
}

export function createEventPublisher(queues: Readonly<Record<EventQueue, QueueClient>>): EventPublisher {
  return { publish: (queue, text) => send(queues[queue], text, {}) };
}

/** Base64, as the queue trigger expects; a queue that is not there is made. A message waits until it is taken, however long. */
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
