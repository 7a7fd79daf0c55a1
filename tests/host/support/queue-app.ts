import type { QueueClient } from '@azure/storage-queue';
import { afterEach, beforeEach } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { type HostProcess, killHosts, startHost } from '../../support/host-process.ts';
import { type TestStorage, useAzurite } from '../../support/use-azurite.ts';

/** The app in `tests/host/apps/queues` on a storage of this test file. */
export interface QueueApp {
  readonly storage: TestStorage;
  /** The queue that the app listens to: a new one for each test. */
  readonly queue: QueueClient;
  start(environment?: Record<string, string>): Promise<HostProcess>;
  /** Puts a JSON message into the app's queue. */
  send(content: unknown): Promise<void>;
  /** Waits until the app's queue has no message, hidden ones included. */
  untilEmpty(): Promise<void>;
  /** Waits for the next message of another queue and deletes it. */
  take(queueName: string): Promise<string>;
}

/** Provides the app to the tests of a file; each test has a queue of its own and ends with no host running. */
export function useQueueApp(): QueueApp {
  const storage = useAzurite();
  let queue: QueueClient;
  let number = 0;
  beforeEach(async () => {
    number += 1;
    queue = storage.queues.getQueueClient(`work-${number}`);
    await queue.create();
  });
  afterEach(killHosts);
  return {
    storage,
    get queue() {
      return queue;
    },
    start: (environment = {}) =>
      startHost('tests/host/apps/queues', {
        environment: { AzureWebJobsStorage: storage.connectionString, WORK_QUEUE: queue.name, ...environment },
      }),
    send: async (content) => {
      await queue.sendMessage(Buffer.from(JSON.stringify(content)).toString('base64'));
    },
    untilEmpty: async () => {
      const isEmpty = async () => (await queue.getProperties()).approximateMessagesCount === 0;
      await eventually('an empty queue', isEmpty);
    },
    take: (queueName) => takeMessage(storage.queues.getQueueClient(queueName)),
  };
}

/** The dequeue count of each message that the app has received. */
export function dequeueCounts(host: HostProcess): number[] {
  return host.printed('received').map((line) => JSON.parse(line).metadata.dequeueCount);
}

/** The text of a message in base64. */
export function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

function takeMessage(queue: QueueClient): Promise<string> {
  return eventually(`a message in ${queue.name}`, async () => {
    if (!(await queue.exists())) return undefined;
    const [message] = (await queue.receiveMessages()).receivedMessageItems;
    if (!message) return undefined;
    await queue.deleteMessage(message.messageId, message.popReceipt);
    return message.messageText;
  });
}
