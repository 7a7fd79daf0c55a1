import { beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { ReceivedMessage } from '../support/memory-queue.ts';
import { useAzurite } from '../support/use-azurite.ts';
import { count, makers, only, type StorageQueue, take, takeAll } from './storage-queue.ts';

const storage = useAzurite();

const gone = { statusCode: 404, code: 'MessageNotFound' };
const outdated = { statusCode: 400, code: 'PopReceiptMismatch' };

describe.each(makers)('%s', (_name, make) => {
  let queue: StorageQueue;

  beforeEach(async () => {
    queue = make(storage);
    await queue.createIfNotExists();
  });

  /** Waits until one message is visible, and receives it. */
  async function nextMessage(): Promise<ReceivedMessage> {
    const found = await eventually('a visible message', async () => {
      const messages = await takeAll(queue);
      return messages.length > 0 && messages;
    });
    return only(found);
  }

  test('hides a received message for its visibility timeout, then returns it with a higher dequeue count and a new receipt', async () => {
    const { messageId } = await queue.sendMessage('text');
    const takenAt = Date.now();
    const first = await take(queue, 1);
    expect(first).toMatchObject({ messageId, messageText: 'text', dequeueCount: 1 });
    const second = await nextMessage();
    expect(Date.now() - takenAt).toBeGreaterThanOrEqual(1_000);
    expect(second).toMatchObject({ messageId, messageText: 'text', dequeueCount: 2, insertedOn: first.insertedOn });
    expect(second.popReceipt).not.toBe(first.popReceipt);
  });

  test('counts a delayed message, but does not return it before its time', async () => {
    const sentAt = Date.now();
    const { messageId } = await queue.sendMessage('later', { visibilityTimeout: 1 });
    expect(await count(queue)).toBe(1);
    expect(await nextMessage()).toMatchObject({ messageId, dequeueCount: 1 });
    expect(Date.now() - sentAt).toBeGreaterThanOrEqual(1_000);
  });

  test('gives each message to one of several concurrent receivers', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, index) => queue.sendMessage(String(index))));
    const taken = (await Promise.all(Array.from({ length: 5 }, () => takeAll(queue)))).flat();
    expect(taken.map(({ messageText }) => messageText).toSorted()).toEqual(['0', '1', '2', '3', '4']);
  });

  test('never returns a deleted message', async () => {
    await queue.sendMessage('text');
    const { messageId, popReceipt } = await take(queue, 1);
    await queue.deleteMessage(messageId, popReceipt);
    expect(await count(queue)).toBe(0);
    const control = await queue.sendMessage('control', { visibilityTimeout: 1 });
    expect((await nextMessage()).messageId).toBe(control.messageId);
    await expect(queue.deleteMessage(messageId, popReceipt)).rejects.toMatchObject(gone);
    await expect(queue.updateMessage(messageId, popReceipt, undefined, 0)).rejects.toMatchObject(gone);
  });

  test('accepts a receipt after the visibility timeout, until another process receives the message', async () => {
    await queue.sendMessage('text');
    const first = await take(queue, 1);
    await eventually('the end of the visibility timeout', () => Date.now() >= first.nextVisibleOn.getTime() + 1_000);
    const { popReceipt = '' } = await queue.updateMessage(first.messageId, first.popReceipt, undefined, 60);
    await queue.deleteMessage(first.messageId, popReceipt);
    expect(await count(queue)).toBe(0);
  });

  test('refuses to delete or update with an outdated receipt', async () => {
    await queue.sendMessage('text');
    const first = await take(queue, 1);
    const second = await nextMessage();
    const old = [first.messageId, first.popReceipt] as const;
    await expect(queue.deleteMessage(...old)).rejects.toMatchObject(outdated);
    await expect(queue.updateMessage(...old, 'changed', 0)).rejects.toMatchObject(outdated);
    expect([await takeAll(queue), await count(queue)]).toEqual([[], 1]);
    await queue.updateMessage(second.messageId, second.popReceipt, undefined, 0);
    expect(await take(queue)).toMatchObject({ messageText: 'text', dequeueCount: 3 });
  });

  test('shows or hides a message by an update, which keeps the dequeue count and gives a new receipt', async () => {
    await queue.sendMessage('text');
    const first = await take(queue);
    const { popReceipt } = await queue.updateMessage(first.messageId, first.popReceipt, undefined, 0);
    expect(popReceipt).not.toBe(first.popReceipt);
    const second = await take(queue);
    expect(second).toMatchObject({ messageText: 'text', dequeueCount: 2 });
    const updatedAt = Date.now();
    await queue.updateMessage(second.messageId, second.popReceipt, 'changed', 1);
    await expect(queue.deleteMessage(second.messageId, second.popReceipt)).rejects.toMatchObject(outdated);
    expect(await nextMessage()).toMatchObject({ messageText: 'changed', dequeueCount: 3 });
    expect(Date.now() - updatedAt).toBeGreaterThanOrEqual(1_000);
  });

  test('clears hidden messages too', async () => {
    await queue.sendMessage('taken');
    const { messageId, popReceipt } = await take(queue, 1);
    await queue.sendMessage('visible');
    await queue.sendMessage('later', { visibilityTimeout: 1 });
    await queue.clearMessages();
    expect(await count(queue)).toBe(0);
    await expect(queue.deleteMessage(messageId, popReceipt)).rejects.toMatchObject(gone);
    const control = await queue.sendMessage('control', { visibilityTimeout: 1 });
    expect((await nextMessage()).messageId).toBe(control.messageId);
  });
});
