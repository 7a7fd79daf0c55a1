import { describe, expect, test } from '@jest/globals';
import { fromBase64, queueService, send, takeMessage } from './support/azurite.ts';
import { eventually } from './support/eventually.ts';
import { useQueueApp } from './support/queue-app.ts';

const app = useQueueApp();

async function isEmpty(): Promise<boolean> {
  // Hidden messages count too.
  return (await app.queue.getProperties()).approximateMessagesCount === 0;
}

describe('a message whose function succeeds', () => {
  test('is handed over parsed, with its properties, and is deleted', async () => {
    const host = await app.start();
    await send(app.queue, { name: 'one' });
    await host.waitFor('finished {"name":"one"}');
    await eventually('an empty queue', isEmpty);
    const [{ item, metadata }] = host.printed('received').map((line) => JSON.parse(line));
    expect(item).toEqual({ name: 'one' });
    expect(metadata).toMatchObject({ queueTrigger: { name: 'one' }, name: 'one', dequeueCount: 1 });
    expect(metadata.insertionTime).toMatch(/\+00:00$/);
  });
});

describe('a message whose function fails', () => {
  test('comes back until maxDequeueCount and then lies in the poison queue with the same body', async () => {
    const host = await app.start();
    await send(app.queue, { action: 'fail' });
    await host.waitFor(`Message has reached MaxDequeueCount of 3. Moving message to queue '${app.queue.name}-poison'.`);
    expect(host.printed('received').map((line) => JSON.parse(line).metadata.dequeueCount)).toEqual([1, 2, 3]);
    const poison = await takeMessage(queueService(app.storage).getQueueClient(`${app.queue.name}-poison`));
    expect(Buffer.from(poison, 'base64').toString()).toBe('{"action":"fail"}');
    await eventually('an empty queue', isEmpty);
  });
});

describe('a message whose function fails for the last time', () => {
  test('goes to the poison queue at once, without waiting for visibilityTimeout', async () => {
    const host = await app.start({
      AzureFunctionsJobHost__extensions__queues__maxDequeueCount: '1',
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:10:00',
    });
    await send(app.queue, { action: 'fail' });
    await host.waitFor('Message has reached MaxDequeueCount of 1.');
  });
});

describe('a message that cannot be decoded', () => {
  test('goes to the poison queue as it is, without a run, and loudly', async () => {
    const host = await app.start();
    await app.queue.sendMessage('not base64!');
    expect(await takeMessage(queueService(app.storage).getQueueClient(`${app.queue.name}-poison`))).toBe('not base64!');
    await host.waitFor('is not base64 (messageEncoding of host.json), so work is not run.');
    expect(host.printed('received')).toEqual([]);
  });

  test('is text like any other when messageEncoding is none', async () => {
    const host = await app.start({ AzureFunctionsJobHost__extensions__queues__messageEncoding: 'none' });
    await app.queue.sendMessage('not base64!');
    await host.waitFor('finished "not base64!"');
  });
});

describe('a message that was delivered too often without a failure', () => {
  test('goes to the poison queue without a run', async () => {
    for (let delivery = 0; delivery < 3; delivery += 1) {
      if (delivery === 0) await send(app.queue, { name: 'killer' });
      await eventually(
        'a delivery',
        async () => (await app.queue.receiveMessages({ visibilityTimeout: 1 })).receivedMessageItems.length > 0,
      );
    }
    const host = await app.start();
    await host.waitFor(`Moving message to queue '${app.queue.name}-poison'.`);
    expect(host.printed('received')).toEqual([]);
  });
});

describe('batches', () => {
  test('run batchSize messages at once and take the next batch only when newBatchThreshold is reached', async () => {
    // Long enough that the last of a batch has begun before the first ends, on a busy machine too.
    const sleep = { action: 'sleep', milliseconds: 2_000 };
    for (let index = 0; index < 6; index += 1) await send(app.queue, { ...sleep, index });
    const host = await app.start();
    await eventually('the first finished message', () => host.printed('finished').length > 0);
    const firstFinish = host.output().indexOf('finished');
    expect(
      host
        .output()
        .slice(0, firstFinish)
        .match(/received/g),
    ).toHaveLength(4);
    await eventually('all messages', () => host.printed('finished').length === 6);
  });
});

describe('a body whose property has the name of a message property', () => {
  test('hides it, which is said once', async () => {
    const host = await app.start();
    await send(app.queue, { id: 'mine' });
    await send(app.queue, { id: 'mine too' });
    await eventually('both messages', () => host.printed('finished').length === 2);
    expect(JSON.parse(host.printed('received')[0] ?? '').metadata.id).toBe('mine');
    expect(host.output().match(/has a property 'id', which hides/g)).toHaveLength(1);
  });
});

describe('queue outputs', () => {
  test('write one message for each element of an array into a queue that is made for it', async () => {
    const host = await app.start();
    const response = await fetch(`${host.url}/api/send`, { method: 'POST', body: JSON.stringify(['one', { two: 2 }]) });
    expect(response.status).toBe(202);
    const outputs = queueService(app.storage).getQueueClient('outputs');
    expect(fromBase64(await takeMessage(outputs))).toBe('one');
    expect(fromBase64(await takeMessage(outputs))).toBe('{\n  "two": 2\n}');
  });

  test('are not written when the function fails', async () => {
    const host = await app.start();
    const response = await fetch(`${host.url}/api/send?fail`, { method: 'POST', body: '"never"' });
    expect(response.status).toBe(500);
    await fetch(`${host.url}/api/send`, { method: 'POST', body: '"after"' });
    expect(fromBase64(await takeMessage(queueService(app.storage).getQueueClient('outputs')))).toBe('after');
  });

  test('can be the return value, and wake the listener of their queue', async () => {
    const host = await app.start({ AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:10:00' });
    const forward = queueService(app.storage).getQueueClient('forward');
    await forward.createIfNotExists();
    await queueService(app.storage).getQueueClient('forwarded').createIfNotExists();
    await host.waitFor('Host started');
    await fetch(`${host.url}/admin/functions/forward`, { method: 'POST', body: '{"input":"by hand"}' });
    await host.waitFor('forwarded {"seen":"by hand"}');
  });
});
