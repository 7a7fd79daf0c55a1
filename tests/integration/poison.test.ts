import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Azurite, freePorts, startAzurite } from '../../local/azurite.ts';
import { queueService } from '../../shared/adapters/storage/clients.ts';
import { createPoisonQueues } from '../../shared/adapters/storage/poison-queues.ts';
import type { PoisonQueues } from '../../shared/application/ports.ts';

let azurite: Azurite;
let queues = 0;
let queue: QueueClient;
let poison: PoisonQueues;

const clientOf = (name: string) =>
  queueService({ kind: 'connection-string', connectionString: azurite.connectionString }).getQueueClient(name);

/** The poison queues of an app, of which the one under test is that of `refresh-status`. */
function queuesOf(client: QueueClient): PoisonQueues {
  return createPoisonQueues({
    'refresh-status': client,
    'metric-change': clientOf('not-there-poison'),
    'webhook-delivery': clientOf('nor-this-poison'),
  });
}

beforeAll(async () => {
  azurite = await startAzurite({ ports: await freePorts() });
}, 90_000);

// One that did not start has said so already.
afterAll(() => azurite?.stop());

beforeEach(async () => {
  queue = clientOf(`queue-${++queues}-poison`);
  poison = queuesOf(queue);
  await queue.create();
});

async function count(): Promise<number | undefined> {
  return (await queue.getProperties()).approximateMessagesCount;
}

describe('poison queues on Azurite', () => {
  test('a queue that is not there is empty, and is not made', async () => {
    expect(await poison.take('metric-change')).toEqual([]);
    expect(await clientOf('not-there-poison').exists()).toBe(false);
  });

  test('a queue whose name is too long to have a poison queue is empty', async () => {
    expect(await queuesOf(clientOf(`${'x'.repeat(60)}-poison`)).take('refresh-status')).toEqual([]);
  });

  test('an account that cannot be reached is a fault, not an empty queue', async () => {
    const client = queueService({
      kind: 'connection-string',
      connectionString: azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${'A'.repeat(86)}==`),
    }).getQueueClient(queue.name);
    await expect(queuesOf(client).take('refresh-status')).rejects.toMatchObject({ statusCode: 403 });
  });

  test.each([
    ['base64', Buffer.from('{"a":1}').toString('base64')],
    ['no base64', '{"a":1}'],
    ['characters of XML and beyond', '<a href="x">&amp; ä € 😀</a>'],
  ])('a message comes as it lies there: %s', async (_rule, raw) => {
    const { messageId, insertedOn } = await queue.sendMessage(raw);
    expect(await poison.take('refresh-status')).toMatchObject([
      { id: messageId, raw, insertedAt: insertedOn.getTime() },
    ]);
  });

  test('a message that was taken is hidden from others, and is there until it is removed', async () => {
    await queue.sendMessage('x');
    const [message] = await poison.take('refresh-status');
    expect(await poison.take('refresh-status')).toEqual([]);
    expect(await count()).toBe(1);
    await message?.remove();
    expect(await count()).toBe(0);
  });

  test('removing what somebody else has removed is no fault', async () => {
    await queue.sendMessage('x');
    const [message] = await poison.take('refresh-status');
    await queue.clearMessages();
    await message?.remove();
    await message?.remove();
  });

  test('removing what somebody else has taken since is no fault, and leaves it to them', async () => {
    const items: DequeuedMessageItem[] = [];
    const receive = queue.receiveMessages.bind(queue);
    queue.receiveMessages = async (options) => {
      const answer = await receive(options);
      items.push(...answer.receivedMessageItems);
      return answer;
    };
    await queue.sendMessage('x');
    const [message] = await poison.take('refresh-status');
    // A new receipt, as whoever takes it gets one.
    await queue.updateMessage(items[0]?.messageId ?? '', items[0]?.popReceipt ?? '');
    await message?.remove();
    expect(await count()).toBe(1);
  });

  test('many come in helpings', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => queue.sendMessage(`message ${index}`)));
    const helpings = [await poison.take('refresh-status'), await poison.take('refresh-status')];
    expect(helpings.map(({ length }) => length)).toEqual([32, 8]);
    expect(new Set(helpings.flat().map(({ raw }) => raw)).size).toBe(40);
  });
});
