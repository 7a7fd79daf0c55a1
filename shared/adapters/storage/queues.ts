import type { QueueClient, QueueSendMessageOptions } from '@azure/storage-queue';
import type { DeliveryQueue, EventPublisher } from '../../application/ports.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { CONNECTIONS, createLimit, type Limit } from './connections.ts';
import { writeDeliveryMessage } from './delivery-message.ts';
import { isQueueMissing, withStorage } from './errors.ts';

/** The longest visibility delay. Delays are whole seconds. */
const MAX_DELAY_SECONDS = 7 * 24 * 60 * 60;

/** The queue of deliveries. */
export function createDeliveryQueue(queue: QueueClient): DeliveryQueue {
  const limit = createLimit(CONNECTIONS.deliveryQueue);
  return {
    enqueue: (message, delay) => send(limit, queue, { text: writeDeliveryMessage(message), delay }),
  };
}

/** Publishes to the two inbound queues. */
export function createEventPublisher(queues: Readonly<Record<EventQueue, QueueClient>>): EventPublisher {
  const limit = createLimit(CONNECTIONS.eventQueues);
  return { publish: (queue, text, delay = 0) => send(limit, queues[queue], { text, delay }) };
}

interface Outgoing {
  readonly text: string;
  readonly delay: number;
}

/** Sends base64, as the queue trigger expects, visible after `delay` milliseconds or later. Messages never expire. */
function send(limit: Limit, queue: QueueClient, { text, delay }: Outgoing): Promise<void> {
  const message = Buffer.from(text).toString('base64');
  const visibilityTimeout = Math.min(MAX_DELAY_SECONDS, Math.ceil(delay / 1000));
  return limit(() => withStorage(() => sendToQueue(queue, message, { visibilityTimeout, messageTimeToLive: -1 })));
}

/** Creates a missing queue. */
async function sendToQueue(queue: QueueClient, message: string, options: QueueSendMessageOptions): Promise<void> {
  try {
    await queue.sendMessage(message, options);
  } catch (error) {
    if (!isQueueMissing(error)) throw error;
    await queue.createIfNotExists();
    await queue.sendMessage(message, options);
  }
}
