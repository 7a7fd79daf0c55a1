import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Azurite, freePorts, startAzurite } from '../../local/azurite.ts';
import { until } from '../support/local-app.ts';
import type { ReceivedMessage } from '../support/memory-queue.ts';
import { count, makers, only, type StorageQueue, take, takeAll } from './storage-queue.ts';

let azurite: Azurite;

beforeAll(async () => {
  azurite = await startAzurite({ ports: await freePorts() });
}, 90_000);

// One that did not start has said so already.
afterAll(() => azurite?.stop());

const gone = { statusCode: 404, code: 'MessageNotFound' };
const outdated = { statusCode: 400, code: 'PopReceiptMismatch' };

describe.each(makers)('%s', (_name, make) => {
  let queue: StorageQueue;

  beforeEach(async () => {
    queue = make(azurite);
    await queue.createIfNotExists();
  });

  /** The next message, as soon as it is there, and no other with it. */
  async function comes(): Promise<ReceivedMessage> {
    const found: ReceivedMessage[] = [];
    await until(async () => found.push(...(await takeAll(queue))) > 0);
    return only(found);
  }

  test('a message that is taken is hidden for its time, then comes back with one dequeue more and another receipt', async () => {
    const { messageId } = await queue.sendMessage('text');
    const takenAt = Date.now();
    const first = await take(queue, 1);
    expect(first).toMatchObject({ messageId, messageText: 'text', dequeueCount: 1 });
    const second = await comes();
    expect(Date.now() - takenAt).toBeGreaterThanOrEqual(1_000);
    expect(second).toMatchObject({ messageId, messageText: 'text', dequeueCount: 2, insertedOn: first.insertedOn });
    expect(second.popReceipt).not.toBe(first.popReceipt);
  });

  test('a message with a delay is there, but not to be had before its time', async () => {
    const sentAt = Date.now();
    const { messageId } = await queue.sendMessage('later', { visibilityTimeout: 1 });
    expect(await count(queue)).toBe(1);
    expect(await comes()).toMatchObject({ messageId, dequeueCount: 1 });
    expect(Date.now() - sentAt).toBeGreaterThanOrEqual(1_000);
  });

  test('of many who take at once, each message goes to one', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, index) => queue.sendMessage(String(index))));
    const taken = (await Promise.all(Array.from({ length: 5 }, () => takeAll(queue)))).flat();
    expect(taken.map(({ messageText }) => messageText).toSorted()).toEqual(['0', '1', '2', '3', '4']);
  });

  test('what is deleted with its receipt never comes back', async () => {
    await queue.sendMessage('text');
    const { messageId, popReceipt } = await take(queue, 1);
    await queue.deleteMessage(messageId, popReceipt);
    expect(await count(queue)).toBe(0);
    const control = await queue.sendMessage('control', { visibilityTimeout: 1 });
    expect((await comes()).messageId).toBe(control.messageId);
    await expect(queue.deleteMessage(messageId, popReceipt)).rejects.toMatchObject(gone);
    await expect(queue.updateMessage(messageId, popReceipt, undefined, 0)).rejects.toMatchObject(gone);
  });

  test('a receipt is good beyond its time, until somebody else takes the message', async () => {
    await queue.sendMessage('text');
    const first = await take(queue, 1);
    await until(() => Date.now() >= first.nextVisibleOn.getTime() + 1_000);
    const { popReceipt = '' } = await queue.updateMessage(first.messageId, first.popReceipt, undefined, 60);
    await queue.deleteMessage(first.messageId, popReceipt);
    expect(await count(queue)).toBe(0);
  });

  test('an outdated receipt deletes nothing and updates nothing', async () => {
    await queue.sendMessage('text');
    const first = await take(queue, 1);
    const second = await comes();
    const old = [first.messageId, first.popReceipt] as const;
    await expect(queue.deleteMessage(...old)).rejects.toMatchObject(outdated);
    await expect(queue.updateMessage(...old, 'changed', 0)).rejects.toMatchObject(outdated);
    expect([await takeAll(queue), await count(queue)]).toEqual([[], 1]);
    await queue.updateMessage(second.messageId, second.popReceipt, undefined, 0);
    expect(await take(queue)).toMatchObject({ messageText: 'text', dequeueCount: 3 });
  });

  test('an update shows or hides a message, keeps its count, and gives another receipt', async () => {
    await queue.sendMessage('text');
    const first = await take(queue);
    const { popReceipt } = await queue.updateMessage(first.messageId, first.popReceipt, undefined, 0);
    expect(popReceipt).not.toBe(first.popReceipt);
    const second = await take(queue);
    expect(second).toMatchObject({ messageText: 'text', dequeueCount: 2 });
    const updatedAt = Date.now();
    await queue.updateMessage(second.messageId, second.popReceipt, 'changed', 1);
    await expect(queue.deleteMessage(second.messageId, second.popReceipt)).rejects.toMatchObject(outdated);
    expect(await comes()).toMatchObject({ messageText: 'changed', dequeueCount: 3 });
    expect(Date.now() - updatedAt).toBeGreaterThanOrEqual(1_000);
  });

  test('clearing removes what is hidden too', async () => {
    await queue.sendMessage('taken');
    const { messageId, popReceipt } = await take(queue, 1);
    await queue.sendMessage('visible');
    await queue.sendMessage('later', { visibilityTimeout: 1 });
    await queue.clearMessages();
    expect(await count(queue)).toBe(0);
    await expect(queue.deleteMessage(messageId, popReceipt)).rejects.toMatchObject(gone);
    const control = await queue.sendMessage('control', { visibilityTimeout: 1 });
    expect((await comes()).messageId).toBe(control.messageId);
  });
});
