import { beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { useAzurite } from '../support/use-azurite.ts';
import { count, makers, type StorageQueue, take, takeAll } from './storage-queue.ts';

const KIB = 1024;
const DAY = 24 * 60 * 60;

const storage = useAzurite();

const missing = { statusCode: 404, code: 'QueueNotFound' };
const outOfRange = { statusCode: 400, code: 'OutOfRangeQueryParameterValue' };
const tooLarge = { statusCode: 413, code: 'RequestBodyTooLarge' };

describe.each(makers)('%s', (_name, make) => {
  let queue: StorageQueue;

  beforeEach(async () => {
    queue = make(storage);
    await queue.createIfNotExists();
  });

  test('takes a message of 64 KiB and returns it whole', async () => {
    const text = 'x'.repeat(64 * KIB);
    await queue.sendMessage(text);
    expect((await take(queue)).messageText === text).toBe(true);
  });

  test('refuses a message over 64 KiB and adds or changes nothing', async () => {
    const text = 'x'.repeat(64 * KIB + 1);
    await expect(queue.sendMessage(text)).rejects.toMatchObject(tooLarge);
    expect(await count(queue)).toBe(0);
    await queue.sendMessage('text');
    const { messageId, popReceipt } = await take(queue);
    await expect(queue.updateMessage(messageId, popReceipt, text, 0)).rejects.toMatchObject(tooLarge);
    await queue.updateMessage(messageId, popReceipt, undefined, 0);
    expect((await take(queue)).messageText).toBe('text');
  });

  test('keeps a message for seven days, forever, or for its time to live', async () => {
    const { insertedOn, expiresOn } = await queue.sendMessage('week');
    expect((expiresOn.getTime() - insertedOn.getTime()) / 1_000).toBe(7 * DAY);
    const eternal = await queue.sendMessage('forever', { messageTimeToLive: -1 });
    expect(eternal.expiresOn.getUTCFullYear()).toBe(9999);
    await queue.clearMessages();
    await queue.sendMessage('short', { messageTimeToLive: 1 });
    await eventually(
      'an expired message',
      async () => (await takeAll(queue, 1)).length === 0 && (await count(queue)) === 0,
    );
  });

  test('returns times in whole seconds', async () => {
    const { insertedOn, nextVisibleOn, expiresOn } = await queue.sendMessage('text');
    expect([insertedOn, nextVisibleOn, expiresOn].map((time) => time.getMilliseconds())).toEqual([0, 0, 0]);
  });

  test('returns one message by default and at most 32', async () => {
    await Promise.all(Array.from({ length: 34 }, (_, index) => queue.sendMessage(String(index))));
    expect((await queue.receiveMessages()).receivedMessageItems).toHaveLength(1);
    expect(await takeAll(queue)).toHaveLength(32);
    await expect(queue.receiveMessages({ numberOfMessages: 33 })).rejects.toMatchObject(outOfRange);
  });

  test('refuses a delay over seven days and a visibility timeout under a second', async () => {
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
    ['get properties', (absent) => absent.getProperties()],
  ])('answers 404 for a queue that does not exist: %s', async (_what, ask) => {
    const absent = make(storage);
    await expect(ask(absent)).rejects.toMatchObject(missing);
    expect(await absent.exists()).toBe(false);
  });

  test('creates a queue once and loses nothing when it is created again', async () => {
    const fresh = make(storage);
    expect(await fresh.createIfNotExists()).toMatchObject({ succeeded: true });
    await fresh.sendMessage('text');
    expect(await fresh.createIfNotExists()).toMatchObject({ succeeded: false });
    expect((await fresh.receiveMessages()).receivedMessageItems).toHaveLength(1);
  });
});
