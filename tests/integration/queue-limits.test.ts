import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Azurite, freePorts, startAzurite } from '../../local/azurite.ts';
import { until } from '../support/local-app.ts';
import { count, makers, type StorageQueue, take, takeAll } from './storage-queue.ts';

const KIB = 1024;
const DAY = 24 * 60 * 60;

let azurite: Azurite;

beforeAll(async () => {
  azurite = await startAzurite({ ports: await freePorts() });
}, 90_000);

// One that did not start has said so already.
afterAll(() => azurite?.stop());

const missing = { statusCode: 404, code: 'QueueNotFound' };
const outOfRange = { statusCode: 400, code: 'OutOfRangeQueryParameterValue' };
const tooLarge = { statusCode: 413, code: 'RequestBodyTooLarge' };

describe.each(makers)('%s', (_name, make) => {
  let queue: StorageQueue;

  beforeEach(async () => {
    queue = make(azurite);
    await queue.createIfNotExists();
  });

  test('64 KiB of text are a message, and come back whole', async () => {
    const text = 'x'.repeat(64 * KIB);
    await queue.sendMessage(text);
    expect((await take(queue)).messageText === text).toBe(true);
  });

  test('a byte more is refused, and nothing is added or changed', async () => {
    const text = 'x'.repeat(64 * KIB + 1);
    await expect(queue.sendMessage(text)).rejects.toMatchObject(tooLarge);
    expect(await count(queue)).toBe(0);
    await queue.sendMessage('text');
    const { messageId, popReceipt } = await take(queue);
    await expect(queue.updateMessage(messageId, popReceipt, text, 0)).rejects.toMatchObject(tooLarge);
    await queue.updateMessage(messageId, popReceipt, undefined, 0);
    expect((await take(queue)).messageText).toBe('text');
  });

  test('a message lives for seven days, for ever when told so, and no longer than told', async () => {
    const { insertedOn, expiresOn } = await queue.sendMessage('week');
    expect((expiresOn.getTime() - insertedOn.getTime()) / 1_000).toBe(7 * DAY);
    const eternal = await queue.sendMessage('for ever', { messageTimeToLive: -1 });
    expect(eternal.expiresOn.getUTCFullYear()).toBe(9999);
    await queue.clearMessages();
    await queue.sendMessage('short', { messageTimeToLive: 1 });
    await until(async () => (await takeAll(queue, 1)).length === 0 && (await count(queue)) === 0);
  });

  test('times are whole seconds', async () => {
    const { insertedOn, nextVisibleOn, expiresOn } = await queue.sendMessage('text');
    expect([insertedOn, nextVisibleOn, expiresOn].map((time) => time.getMilliseconds())).toEqual([0, 0, 0]);
  });

  test('a helping is one message, or up to 32', async () => {
    await Promise.all(Array.from({ length: 34 }, (_, index) => queue.sendMessage(String(index))));
    expect((await queue.receiveMessages()).receivedMessageItems).toHaveLength(1);
    expect(await takeAll(queue)).toHaveLength(32);
    await expect(queue.receiveMessages({ numberOfMessages: 33 })).rejects.toMatchObject(outOfRange);
  });

  test('a delay is at most seven days, and a message is hidden for a second or more', async () => {
    await queue.sendMessage('text', { visibilityTimeout: 7 * DAY, messageTimeToLive: -1 });
    const late = { visibilityTimeout: 7 * DAY + 1, messageTimeToLive: -1 };
    await expect(queue.sendMessage('text', late)).rejects.toMatchObject(outOfRange);
    await expect(queue.receiveMessages({ visibilityTimeout: 0 })).rejects.toMatchObject(outOfRange);
    expect(await count(queue)).toBe(1);
  });

  test.each<[what: string, ask: (queue: StorageQueue) => Promise<unknown>]>([
    ['send', (absent) => absent.sendMessage('text')],
    ['receive', (absent) => absent.receiveMessages()],
    ['update', (absent) => absent.updateMessage('id', 'receipt', undefined, 0)],
    ['delete', (absent) => absent.deleteMessage('id', 'receipt')],
    ['clear', (absent) => absent.clearMessages()],
    ['look at', (absent) => absent.getProperties()],
  ])('a queue that is not there is not found: %s', async (_what, ask) => {
    const absent = make(azurite);
    await expect(ask(absent)).rejects.toMatchObject(missing);
    expect(await absent.exists()).toBe(false);
  });

  test('a queue is made once, and making it again loses nothing', async () => {
    const fresh = make(azurite);
    expect(await fresh.createIfNotExists()).toMatchObject({ succeeded: true });
    await fresh.sendMessage('text');
    expect(await fresh.createIfNotExists()).toMatchObject({ succeeded: false });
    expect((await fresh.receiveMessages()).receivedMessageItems).toHaveLength(1);
  });
});
