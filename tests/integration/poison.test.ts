import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { queueService } from '../../shared/adapters/storage/clients.ts';
import { createPoisonQueues } from '../../shared/adapters/storage/poison-queues.ts';
import type { PoisonQueues } from '../../shared/application/ports.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
let queues = 0;
let queue: QueueClient;
let poison: PoisonQueues;

const clientOf = (name: string) => storage.queues.getQueueClient(name);

/** The poison queues of an app; the one of `refresh-status` is under test. */
function queuesOf(client: QueueClient): PoisonQueues {
  return createPoisonQueues({
    'refresh-status': client,
    'metric-change': clientOf('not-there-poison'),
    'webhook-delivery': clientOf('nor-this-poison'),
  });
}

beforeEach(async () => {
  queue = clientOf(`queue-${++queues}-poison`);
  poison = queuesOf(queue);
  await queue.create();
});

async function count(): Promise<number | undefined> {
  return (await queue.getProperties()).approximateMessagesCount;
}

describe('a poison queue on Azurite', () => {
  test('is empty, and is not created, when it does not exist', async () => {
    expect(await poison.take('metric-change')).toEqual([]);
    expect(await clientOf('not-there-poison').exists()).toBe(false);
  });

  test('is empty when its name is too long to exist', async () => {
    expect(await queuesOf(clientOf(`${'x'.repeat(60)}-poison`)).take('refresh-status')).toEqual([]);
  });

  test('fails, instead of appearing empty, when the account refuses access', async () => {
    const client = queueService({
      kind: 'connection-string',
      connectionString: storage.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${'A'.repeat(86)}==`),
    }).getQueueClient(queue.name);
    await expect(queuesOf(client).take('refresh-status')).rejects.toMatchObject({ statusCode: 403 });
  });

  test.each([
    ['base64', Buffer.from('{"a":1}').toString('base64')],
    ['text that is not base64', '{"a":1}'],
    ['XML and non-ASCII characters', '<a href="x">&amp; ä € 😀</a>'],
  ])('returns a message unchanged: %s', async (_rule, raw) => {
    const { messageId, insertedOn } = await queue.sendMessage(raw);
    expect(await poison.take('refresh-status')).toMatchObject([
      { id: messageId, raw, insertedAt: insertedOn.getTime() },
    ]);
  });

  test('hides a taken message from others and keeps it until it is removed', async () => {
    await queue.sendMessage('x');
    const [message] = await poison.take('refresh-status');
    expect(await poison.take('refresh-status')).toEqual([]);
    expect(await count()).toBe(1);
    await message?.remove();
    expect(await count()).toBe(0);
  });

  test('ignores the removal of a message that is already gone', async () => {
    await queue.sendMessage('x');
    const [message] = await poison.take('refresh-status');
    await queue.clearMessages();
    await message?.remove();
    await message?.remove();
  });

  test('ignores the removal of a message that another process has taken since', async () => {
    const items: DequeuedMessageItem[] = [];
    const receive = queue.receiveMessages.bind(queue);
    queue.receiveMessages = async (options) => {
      const answer = await receive(options);
      items.push(...answer.receivedMessageItems);
      return answer;
    };
    await queue.sendMessage('x');
    const [message] = await poison.take('refresh-status');
    // A new receipt, as when another process takes the message.
    await queue.updateMessage(items[0]?.messageId ?? '', items[0]?.popReceipt ?? '');
    await message?.remove();
    expect(await count()).toBe(1);
  });

  test('returns at most 32 messages at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => queue.sendMessage(`message ${index}`)));
    const batches = [await poison.take('refresh-status'), await poison.take('refresh-status')];
    expect(batches.map(({ length }) => length)).toEqual([32, 8]);
    expect(new Set(batches.flat().map(({ raw }) => raw)).size).toBe(40);
  });
});
