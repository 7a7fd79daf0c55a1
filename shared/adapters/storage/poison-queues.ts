import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { PoisonMessage, PoisonQueue, PoisonQueues } from '../../application/ports.ts';
import { isMessageLost, isQueueMissing } from './errors.ts';

/** How the host names the queue for what it gives up. */
export const POISON_SUFFIX = '-poison';

/** A queue with a longer name has no poison queue. */
const LONGEST_NAME = 63;

/** The most that the service gives at once, and for how long it hides them from others. */
const HELPING = { numberOfMessages: 32, visibilityTimeout: 300 };

/** The poison queues of an app by the SDK, since a queue trigger does not run on what is not base64. */
export function createPoisonQueues(queues: Readonly<Record<PoisonQueue, QueueClient>>): PoisonQueues {
  return {
    async take(name) {
      const queue = queues[name];
      if (queue.name.length > LONGEST_NAME) return [];
      try {
        const { receivedMessageItems } = await queue.receiveMessages(HELPING);
        return receivedMessageItems.map((item) => poisonMessage(queue, item));
      } catch (error) {
        if (isQueueMissing(error)) return [];
        throw error;
      }
    },
  };
}

function poisonMessage(
  queue: QueueClient,
  { messageId, messageText, popReceipt, insertedOn }: DequeuedMessageItem,
): PoisonMessage {
  return {
    id: messageId,
    raw: messageText,
    insertedAt: insertedOn.getTime(),
    async remove() {
      try {
        await queue.deleteMessage(messageId, popReceipt);
      } catch (error) {
        // Somebody else has it, or has removed it: it is theirs to remove.
        if (!isMessageLost(error)) throw error;
      }
    },
  };
}
