import type { QueueClient } from '@azure/storage-queue';
import type { MemoryQueue, ReceiveOptions, SendOptions } from '../../support/memory-queue.ts';
import type { StepKind } from './faults.ts';
import type { Process, Scheduler } from './scheduler.ts';

/** Is told of each message that has been sent. */
export type Sent = (messageId: string, text: string) => void;

/** A process's client of a queue: each request is a step of the scheduler. */
export function clientOf(
  { scheduler, process, sent }: { scheduler: Scheduler; process: Process; sent?: Sent },
  queue: MemoryQueue,
): QueueClient {
  const { name } = queue;
  const call = <T>(kind: StepKind, what: string, act: () => Promise<T>) =>
    scheduler.call<T>({ process, kind, what: `${what} ${name}`, act });
  const client = {
    name,
    createIfNotExists: () => call('enqueue', 'make', () => queue.createIfNotExists()),
    sendMessage: (text: string, options: SendOptions = {}) =>
      call('enqueue', `send ${plain(text)} in ${options.visibilityTimeout ?? 0} s to`, async () => {
        const message = await queue.sendMessage(text, options);
        sent?.(message.messageId, text);
        return message;
      }),
    receiveMessages: (options: ReceiveOptions) => call('receive', 'receive from', () => queue.receiveMessages(options)),
    deleteMessage: (messageId: string, popReceipt: string) =>
      call('delete', `delete ${messageId} from`, () => queue.deleteMessage(messageId, popReceipt)),
  };
  // The app's adapters ask for no more; what else they may come to ask for fails aloud.
  return client as unknown as QueueClient;
}

function plain(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
