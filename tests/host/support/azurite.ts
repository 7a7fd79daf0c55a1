import { resolve } from 'node:path';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type Child, freePort, spawnNode } from './child-process.ts';
import { eventually } from './eventually.ts';

const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const options = ['--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry', '--silent'];

type Service = 'queue' | 'blob';

/** A storage service of this test file's own. */
export interface Storage {
  readonly connectionString: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** An Azurite service on a free port, in memory; it can be stopped and started again on the same port. */
export async function azurite(service: Service): Promise<Storage> {
  const port = await freePort();
  let child: Child | undefined;
  const start = async () => {
    const script = resolve(`node_modules/azurite/dist/src/${service}/main.js`);
    const started = spawnNode([script, `--${service}Port`, String(port), ...options]);
    child = started;
    await eventually(`Azurite listens: ${started.output()}`, () => started.output().includes('successfully listen'));
  };
  const stop = async () => {
    child?.process.kill('SIGKILL');
    await child?.exit;
  };
  await start();
  return { connectionString: connectionStringFor(service, port), start, stop };
}

function connectionStringFor(service: Service, port: number): string {
  const endpointName = service === 'queue' ? 'QueueEndpoint' : 'BlobEndpoint';
  const endpoint = `http://127.0.0.1:${port}/devstoreaccount1`;
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${accountKey};${endpointName}=${endpoint};`;
}

export function queueService({ connectionString }: Storage): QueueServiceClient {
  return QueueServiceClient.fromConnectionString(connectionString);
}

export function toBase64(text: string): string {
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
