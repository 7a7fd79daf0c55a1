import { MemoryQueue, type ReceivedMessage, type ReceiveOptions, type SendOptions } from '../support/memory-queue.ts';
import type { TestStorage } from '../support/use-azurite.ts';

/** The part of the SDK's QueueClient that the memory queue implements. Times are in seconds. */
export interface StorageQueue {
  readonly name: string;
  exists(): Promise<boolean>;
  createIfNotExists(): Promise<{ readonly succeeded: boolean }>;
  sendMessage(text: string, options?: SendOptions): Promise<Omit<ReceivedMessage, 'messageText' | 'dequeueCount'>>;
  receiveMessages(options?: ReceiveOptions): Promise<{ readonly receivedMessageItems: readonly ReceivedMessage[] }>;
  updateMessage(
    ...message: [messageId: string, popReceipt: string, text?: string, visibilityTimeout?: number]
  ): Promise<{ readonly popReceipt?: string; readonly nextVisibleOn?: Date }>;
  deleteMessage(messageId: string, popReceipt: string): Promise<unknown>;
  clearMessages(): Promise<unknown>;
  getProperties(): Promise<{ readonly approximateMessagesCount?: number }>;
}

/** Makes a client of a queue that does not exist yet. */
export type MakeQueue = (storage: TestStorage) => StorageQueue;

let queues = 0;

/** The emulator and its in-memory twin, which must pass the same tests. */
export const makers: readonly [name: string, make: MakeQueue][] = [
  ['a queue on Azurite', ({ queues: service }) => service.getQueueClient(nextName())],
  ['the memory queue', () => new MemoryQueue(nextName(), { now: Date.now })],
];

function nextName(): string {
  return `queue-${++queues}`;
}

/** Receives all visible messages, at most 32, and hides them for some seconds. */
export async function takeAll(queue: StorageQueue, visibilityTimeout = 60): Promise<readonly ReceivedMessage[]> {
  return (await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout })).receivedMessageItems;
}

/** Receives the only visible message and hides it. */
export async function take(queue: StorageQueue, seconds?: number): Promise<ReceivedMessage> {
  return only(await takeAll(queue, seconds));
}

/** The only one of the messages. @throws when there is not exactly one. */
export function only(messages: readonly ReceivedMessage[]): ReceivedMessage {
  const [message, ...others] = messages;
  if (!message || others.length > 0) throw new Error(`${messages.length} messages were received instead of one`);
  return message;
}

/** The number of messages, hidden ones included. */
export async function count(queue: StorageQueue): Promise<number | undefined> {
  return (await queue.getProperties()).approximateMessagesCount;
}
