import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { freePorts, startAzurite } from '../../../local/azurite.ts';
import { eventually } from './eventually.ts';

/** A storage of this test file's own. */
export interface Storage {
  readonly connectionString: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A storage in memory; it can be stopped and started again on the same ports, empty. */
export async function startStorage(): Promise<Storage> {
  const options = { ports: await freePorts() };
  let running = await startAzurite(options);
  const start = async () => {
    running = await startAzurite(options);
  };
  return { connectionString: running.connectionString, start, stop: () => running.stop() };
}

export function queueService({ connectionString }: Storage): QueueServiceClient {
  return QueueServiceClient.fromConnectionString(connectionString);
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

export function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

/** Puts an object into a queue as the trigger expects it. */
export async function send(queue: QueueClient, content: unknown): Promise<void> {
  await queue.sendMessage(toBase64(JSON.stringify(content)));
}

/** The next message of a queue, taken out of it. */
export function takeMessage(queue: QueueClient): Promise<string> {
  return eventually(`a message in ${queue.name}`, async () => {
    if (!(await queue.exists())) return undefined;
    const [message] = (await queue.receiveMessages()).receivedMessageItems;
    if (!message) return undefined;
    await queue.deleteMessage(message.messageId, message.popReceipt);
    return message.messageText;
  });
}
