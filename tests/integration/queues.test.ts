import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Azurite, freePorts, startAzurite } from '../../local/azurite.ts';
import { readDeliveryMessage } from '../../shared/adapters/storage/delivery-message.ts';
import { createDeliveryQueue, createEventPublisher } from '../../shared/adapters/storage/queues.ts';
import { MAX_MESSAGE_BYTES } from '../../shared/domain/read-message.ts';
import { until } from '../support/local-app.ts';

let azurite: Azurite;
let queues = 0;

beforeAll(async () => {
  azurite = await startAzurite({ ports: await freePorts() });
}, 90_000);

// One that did not start has said so already.
afterAll(() => azurite?.stop());

const batch = { kind: 'deliver' as const, partition: 'p', topic: 'sources', group: '999999999998', from: 'a', to: 'b' };

function missingQueue(): QueueClient {
  return QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient(`queue-${++queues}`);
}

async function receive(queue: QueueClient): Promise<string | undefined> {
  const { receivedMessageItems } = await queue.receiveMessages();
  const [message] = receivedMessageItems;
  return message && Buffer.from(message.messageText, 'base64').toString();
}

test('a queue that is not there is made by the first message, which comes back as it was', async () => {
  const queue = missingQueue();
  await createDeliveryQueue(queue).enqueue(batch, 0);
  expect(readDeliveryMessage(JSON.parse((await receive(queue)) ?? ''))).toEqual(batch);
});

test('a message with a delay is not seen before its time', async () => {
  const queue = missingQueue();
  const sentAt = Date.now();
  await createDeliveryQueue(queue).enqueue(batch, 1_200);
  expect(await receive(queue)).toBeUndefined();
  await until(async () => (await receive(queue)) !== undefined);
  expect(Date.now() - sentAt).toBeGreaterThanOrEqual(1_200);
});

test('an event message of 48 KiB fits, and is the text that was posted', async () => {
  const queue = missingQueue();
  const text = JSON.stringify({ text: 'x'.repeat(MAX_MESSAGE_BYTES - 11) });
  await createEventPublisher({ 'refresh-status': queue, 'metric-change': queue }).publish('metric-change', text);
  expect(Buffer.byteLength(text)).toBe(MAX_MESSAGE_BYTES);
  expect(await receive(queue)).toBe(text);
});

test('a message that nobody takes is kept for ever', async () => {
  const queue = missingQueue();
  await createDeliveryQueue(queue).enqueue(batch, 0);
  const [message] = (await queue.peekMessages()).peekedMessageItems;
  expect(message?.expiresOn.getUTCFullYear()).toBe(9999);
});
