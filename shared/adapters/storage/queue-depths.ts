import type { QueueClient } from '@azure/storage-queue';
import type { PoisonQueue, QueueDepths } from '../../application/ports.ts';
import { isMissing, withStorage } from './errors.ts';

type Clients = Readonly<Record<PoisonQueue, QueueClient>>;

/** The depths of the queues of the app and of their poison queues. One request for each queue. */
export function createQueueDepths(queues: Clients, poison: Clients): QueueDepths {
  return {
    async read(queue) {
      const [messages, poisonMessages] = await Promise.all([depthOf(queues[queue]), depthOf(poison[queue])]);
      return { messages, poisonMessages };
    },
  };
}

/** A queue that nobody has written to yet does not exist. */
async function depthOf(queue: QueueClient): Promise<number> {
  try {
    return (await withStorage(() => queue.getProperties())).approximateMessagesCount ?? 0;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
