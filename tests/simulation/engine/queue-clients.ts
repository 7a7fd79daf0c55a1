import type { QueueClient } from '@azure/storage-queue';
import type { MemoryQueue, ReceiveOptions, SendOptions } from '../../support/memory-queue.ts';
import type { StepKind } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import type { Process } from './step.ts';

/** A listener for sent messages. */
type Sent = (messageId: string, text: string) => void;

/** The requests that the application's queue adapters make. */
type Requests = Pick<QueueClient, 'name' | 'createIfNotExists' | 'sendMessage' | 'receiveMessages' | 'deleteMessage'>;

interface Connection {
  readonly scheduler: Scheduler;
  readonly process: Process;
  readonly sent?: Sent;
  /** Makes a request, unless the queues are away. */
  readonly request?: <T>(act: () => Promise<T>) => Promise<T>;
}

/** A process's client of a queue. Each request is a step of the scheduler. */
export function clientOf(connection: Connection, queue: MemoryQueue): QueueClient {
  const { scheduler, process, sent, request = (act) => act() } = connection;
  const { name } = queue;
  const call = <T>(kind: StepKind, what: string, act: () => Promise<unknown>) =>
    scheduler.call<T>({ process, kind, what: `${what} ${name}`, act: () => request(act) });
  const requests: Requests = {
    name,
    createIfNotExists: () => call('enqueue', 'create', () => queue.createIfNotExists()),
    sendMessage: (text: string, options: SendOptions = {}) =>
      call('enqueue', `send ${plain(text)} in ${options.visibilityTimeout ?? 0} s to`, async () => {
        const message = await queue.sendMessage(text, options);
        sent?.(message.messageId, text);
        return message;
      }),
    receiveMessages: (options: ReceiveOptions = {}) =>
      call('receive', 'receive from', () => queue.receiveMessages(options)),
    deleteMessage: (messageId: string, popReceipt: string) =>
      call('delete', `delete ${messageId} from`, () => queue.deleteMessage(messageId, popReceipt)),
  };
  // Any other request would throw, because it is not a function here.
  return requests as QueueClient;
}

function plain(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
