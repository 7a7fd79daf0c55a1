import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { PoisonMessage, PoisonQueue, PoisonQueues } from '../../application/ports.ts';
import { CONNECTIONS, createLimit, type Limit } from './connections.ts';
import { isMessageLost, isQueueMissing } from './errors.ts';

/** The host appends this to a queue's name for messages that it gave up. */
export const POISON_SUFFIX = '-poison';

/** The longest name of a queue. A poison queue whose name would be longer does not exist. */
const LONGEST_NAME = 63;

/** The largest batch that the service returns, hidden from other workers for five minutes. */
const BATCH = { numberOfMessages: 32, visibilityTimeout: 300 };

/** The poison queues of the app. Read by the SDK, as a queue trigger does not run on messages that are not base64. */
export function createPoisonQueues(queues: Readonly<Record<PoisonQueue, QueueClient>>): PoisonQueues {
  const limit = createLimit(CONNECTIONS.poisonQueues);
  return {
    async take(name) {
      const queue = queues[name];
      if (queue.name.length > LONGEST_NAME) return [];
      try {
        const { receivedMessageItems } = await limit(() => queue.receiveMessages(BATCH));
        return receivedMessageItems.map((item) => poisonMessage(limit, queue, item));
      } catch (error) {
        if (isQueueMissing(error)) return [];
        throw error;
      }
    },
  };
}

function poisonMessage(
  limit: Limit,
  queue: QueueClient,
  { messageId, messageText, popReceipt, insertedOn }: DequeuedMessageItem,
): PoisonMessage {
  return {
    id: messageId,
    raw: messageText,
    insertedAt: insertedOn.getTime(),
    async remove() {
      try {
        await limit(() => queue.deleteMessage(messageId, popReceipt));
      } catch (error) {
        // Another worker has taken or removed the message; nothing to do.
        if (!isMessageLost(error)) throw error;
      }
    },
  };
}
