import type { QueueClient } from '@azure/storage-queue';
import { expect, test } from '@jest/globals';
import { readDeliveryMessage } from '../../shared/adapters/storage/delivery-message.ts';
import { createDeliveryQueue, createEventPublisher } from '../../shared/adapters/storage/queues.ts';
import { fingerprint } from '../../shared/domain/fingerprint.ts';
import { MAX_MESSAGE_BYTES } from '../../shared/domain/read-message.ts';
import { eventually } from '../support/eventually.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
let queues = 0;

const batch = {
  kind: 'deliver' as const,
  partition: fingerprint('contoso'),
  topic: 'sources',
  group: '999999999998',
  from: fingerprint('first'),
  to: fingerprint('last'),
};

function missingQueue(): QueueClient {
  return storage.queues.getQueueClient(`queue-${++queues}`);
}

async function receive(queue: QueueClient): Promise<string | undefined> {
  const { receivedMessageItems } = await queue.receiveMessages();
  const [message] = receivedMessageItems;
  return message && Buffer.from(message.messageText, 'base64').toString();
}

test('the first delivery message creates its queue and can be read back', async () => {
  const queue = missingQueue();
  await createDeliveryQueue(queue).enqueue(batch, 0);
  expect(readDeliveryMessage(JSON.parse((await receive(queue)) ?? ''))).toEqual(batch);
});

test('a delayed delivery message is not visible before its time', async () => {
  const queue = missingQueue();
  const sentAt = Date.now();
  await createDeliveryQueue(queue).enqueue(batch, 1_200);
  expect(await receive(queue)).toBeUndefined();
  await eventually('the delayed message', async () => (await receive(queue)) !== undefined);
  expect(Date.now() - sentAt).toBeGreaterThanOrEqual(1_200);
});

test('an event message of 48 KiB fits on its queue and keeps its text', async () => {
  const queue = missingQueue();
  const text = JSON.stringify({ text: 'x'.repeat(MAX_MESSAGE_BYTES - 11) });
  await createEventPublisher({ 'refresh-status': queue, 'metric-change': queue }).publish('metric-change', text);
  expect(Buffer.byteLength(text)).toBe(MAX_MESSAGE_BYTES);
  expect(await receive(queue)).toBe(text);
});

test('a delivery message never expires', async () => {
  const queue = missingQueue();
  await createDeliveryQueue(queue).enqueue(batch, 0);
  const [message] = (await queue.peekMessages()).peekedMessageItems;
  expect(message?.expiresOn.getUTCFullYear()).toBe(9999);
});
