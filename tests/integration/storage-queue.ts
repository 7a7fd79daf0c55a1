import { QueueServiceClient } from '@azure/storage-queue';
import type { Azurite } from '../../local/azurite.ts';
import { MemoryQueue, type ReceivedMessage, type ReceiveOptions, type SendOptions } from '../support/memory-queue.ts';

/** What is used of the SDK's QueueClient, which has all of it. Times are seconds. */
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

/** A queue that is not there yet. */
export type MakeQueue = (azurite: Azurite) => StorageQueue;

let queues = 0;

/** The service and its twin: what holds for one has to hold for the other. */
export const makers: readonly [name: string, make: MakeQueue][] = [
  [
    'a queue on Azurite',
    ({ connectionString }) => QueueServiceClient.fromConnectionString(connectionString).getQueueClient(nextName()),
  ],
  ['its twin in memory', () => new MemoryQueue(nextName(), { now: Date.now })],
];

function nextName(): string {
  return `queue-${++queues}`;
}

/** All that can be had, hidden for so many seconds. */
export async function takeAll(queue: StorageQueue, visibilityTimeout = 60): Promise<readonly ReceivedMessage[]> {
  return (await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout })).receivedMessageItems;
}

export async function take(queue: StorageQueue, seconds?: number): Promise<ReceivedMessage> {
  return only(await takeAll(queue, seconds));
}

export function only(messages: readonly ReceivedMessage[]): ReceivedMessage {
  const [message, ...others] = messages;
  if (!message || others.length > 0) throw new Error(`${messages.length} messages came, not one`);
  return message;
}

export async function count(queue: StorageQueue): Promise<number | undefined> {
  return (await queue.getProperties()).approximateMessagesCount;
}
