import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { dequeueCounts, fromBase64, useQueueApp } from './support/queue-app.ts';

const app = useQueueApp();

describe('a message whose function succeeds', () => {
  test('is passed on parsed, with its properties, and is deleted', async () => {
    const host = await app.start();
    await app.send({ name: 'one' });
    await host.waitFor('finished {"name":"one"}');
    await app.untilEmpty();
    const [{ item, metadata }] = host.printed('received').map((line) => JSON.parse(line));
    expect(item).toEqual({ name: 'one' });
    expect(metadata).toMatchObject({ queueTrigger: { name: 'one' }, name: 'one', dequeueCount: 1 });
    expect(metadata.insertionTime).toMatch(/\+00:00$/);
  });
});

describe('a message whose function fails repeatedly', () => {
  test('is retried until maxDequeueCount and then moved to the poison queue with the same body', async () => {
    const host = await app.start();
    await app.send({ action: 'fail' });
    await host.waitFor(`Message has reached MaxDequeueCount of 3. Moving message to queue '${app.queue.name}-poison'.`);
    expect(dequeueCounts(host)).toEqual([1, 2, 3]);
    expect(fromBase64(await app.take(`${app.queue.name}-poison`))).toBe('{"action":"fail"}');
    await app.untilEmpty();
  });
});

describe('a message whose function fails for the last time', () => {
  test('is moved to the poison queue without waiting for visibilityTimeout', async () => {
    const host = await app.start({
      AzureFunctionsJobHost__extensions__queues__maxDequeueCount: '1',
      AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:10:00',
    });
    await app.send({ action: 'fail' });
    await host.waitFor('Message has reached MaxDequeueCount of 1.');
  });
});

describe('a message that cannot be decoded', () => {
  test('is moved to the poison queue unchanged, without an invocation and with an error in the log', async () => {
    const host = await app.start();
    await app.queue.sendMessage('not base64!');
    expect(await app.take(`${app.queue.name}-poison`)).toBe('not base64!');
    await host.waitFor('is not base64 (messageEncoding of host.json), so work is not run.');
    expect(host.printed('received')).toEqual([]);
  });

  test('is passed on as text when messageEncoding is none', async () => {
    const host = await app.start({ AzureFunctionsJobHost__extensions__queues__messageEncoding: 'none' });
    await app.queue.sendMessage('not base64!');
    await host.waitFor('finished "not base64!"');
  });
});

describe('a message over maxDequeueCount that never failed', () => {
  test('is moved to the poison queue without an invocation', async () => {
    for (let delivery = 0; delivery < 3; delivery += 1) {
      if (delivery === 0) await app.send({ name: 'killer' });
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

describe('a queue listener', () => {
  test('runs batchSize messages at once and receives the next batch only when newBatchThreshold is reached', async () => {
    // Long enough for all of a batch to start before the first finishes, even on a busy machine.
    const sleep = { action: 'sleep', milliseconds: 2_000 };
    for (let index = 0; index < 6; index += 1) await app.send({ ...sleep, index });
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

describe('a body with a property named like a message property', () => {
  test('hides the message property, which is logged once', async () => {
    const host = await app.start();
    await app.send({ id: 'mine' });
    await app.send({ id: 'mine too' });
    await eventually('both messages', () => host.printed('finished').length === 2);
    expect(JSON.parse(host.printed('received')[0] ?? '').metadata.id).toBe('mine');
    expect(host.output().match(/has a property 'id', which hides/g)).toHaveLength(1);
  });
});

describe('a queue output', () => {
  test('writes one message for each element of an array and creates its queue', async () => {
    const host = await app.start();
    const response = await fetch(`${host.url}/api/send`, { method: 'POST', body: JSON.stringify(['one', { two: 2 }]) });
    expect(response.status).toBe(202);
    expect(fromBase64(await app.take('outputs'))).toBe('one');
    expect(fromBase64(await app.take('outputs'))).toBe('{\n  "two": 2\n}');
  });

  test('is not written when the function fails', async () => {
    const host = await app.start();
    const response = await fetch(`${host.url}/api/send?fail`, { method: 'POST', body: '"never"' });
    expect(response.status).toBe(500);
    await fetch(`${host.url}/api/send`, { method: 'POST', body: '"after"' });
    expect(fromBase64(await app.take('outputs'))).toBe('after');
  });

  test('can be the return value, and wakes the listener of its queue', async () => {
    const host = await app.start({ AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:10:00' });
    for (const name of ['forward', 'forwarded']) await app.storage.queues.getQueueClient(name).createIfNotExists();
    await host.waitFor('Host started');
    await fetch(`${host.url}/admin/functions/forward`, { method: 'POST', body: '{"input":"by hand"}' });
    await host.waitFor('forwarded {"seen":"by hand"}');
  });
});
