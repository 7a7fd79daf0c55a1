import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { dequeueCounts, useQueueApp } from './support/queue-app.ts';

const app = useQueueApp();

describe('a function that runs longer than the visibility timeout of its message', () => {
  test('runs once, since the host renews the lease and deletes the message with the new receipt', async () => {
    const host = await app.start({
      HOST_IN_FLIGHT: '3s',
      // Polling continues meanwhile and would find the message if it became visible.
      AzureFunctionsJobHost__extensions__queues__newBatchThreshold: '4',
    });
    await app.send({ action: 'sleep', milliseconds: 7_000 });
    await host.waitFor('finished');
    await app.untilEmpty();
    expect(dequeueCounts(host)).toEqual([1]);
  });
});

describe('a killed host', () => {
  test('leaves its message hidden for the in-flight time, after which another host receives it as the second delivery', async () => {
    const settings = { HOST_IN_FLIGHT: '8s' };
    const first = await app.start(settings);
    await app.send({ action: 'hang' });
    await first.waitFor('received');
    await first.kill();
    const killedAt = Date.now();
    const second = await app.start(settings);
    await second.waitFor('received');
    expect(dequeueCounts(second)).toEqual([2]);
    // The lease is renewed at half of its time, so that much is left, less rounding to seconds and delays of the machine.
    expect(Date.now() - killedAt).toBeGreaterThan(2_000);
  });
});

describe('a crashed worker', () => {
  test('fails its messages, which a new worker retries until they are poison', async () => {
    const host = await app.start();
    await app.send({ action: 'crash' });
    await host.waitFor(`Moving message to queue '${app.queue.name}-poison'.`);
    expect(dequeueCounts(host)).toEqual([1, 2, 3]);
    await app.send({ name: 'after' });
    await host.waitFor('finished {"name":"after"}');
    expect(host.output()).toContain('Restarting the worker: worker process exited with code 1.');
  });
});

describe('a function that exceeds functionTimeout', () => {
  test('fails, and the worker is restarted, which fails its other invocations too', async () => {
    const host = await app.start({ AzureFunctionsJobHost__functionTimeout: '00:00:01' });
    await app.send({ action: 'hang' });
    await host.waitFor('Timeout value of 00:00:01 was exceeded by function: Functions.work');
    await host.waitFor('The worker has been restarted.');
    await eventually('the second delivery', () => dequeueCounts(host).includes(2));
  });
});

describe('a queue that does not exist', () => {
  test('is reported once, is not created, and is polled once it exists', async () => {
    await app.queue.delete();
    const host = await app.start();
    await host.waitFor(`The queue '${app.queue.name}' of work does not exist`);
    expect(await app.queue.exists()).toBe(false);
    await app.queue.create();
    await app.send({ name: 'late' });
    await host.waitFor('finished {"name":"late"}');
    expect(host.output().match(/of work does not exist/g)).toHaveLength(1);
    // This queue is missing throughout several polls.
    expect(host.output().match(/of forward does not exist/g)).toHaveLength(1);
  });
});

describe('an outage of the storage', () => {
  test('is reported once at its start and once at its end, and the host survives it', async () => {
    const host = await app.start();
    await app.send({ name: 'before' });
    await host.waitFor('finished {"name":"before"}');
    await app.storage.stop();
    await host.waitFor("The queue storage of 'AzureWebJobsStorage' does not answer (ECONNREFUSED");
    await app.storage.restart();
    await host.waitFor("The queue storage of 'AzureWebJobsStorage' answers again.");
    await app.queue.create();
    await app.send({ name: 'after' });
    await host.waitFor('finished {"name":"after"}');
    expect(host.output().match(/does not answer/g)).toHaveLength(1);
  });
});

describe('a graceful stop', () => {
  test('lets a running message finish and exits with 0', async () => {
    const host = await app.start();
    await app.send({ action: 'sleep', milliseconds: 1_000 });
    await host.waitFor('received');
    expect(await host.stop()).toBe(0);
    expect(host.output()).toContain('finished');
    expect((await app.queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('does not wait for a message that does not finish, and releases it', async () => {
    const host = await app.start({ HOST_IN_FLIGHT: '2s' });
    await app.send({ action: 'hang' });
    await host.waitFor('received');
    expect(await host.stop()).toBe(0);
    const message = await eventually(
      'the released message',
      async () => (await app.queue.receiveMessages()).receivedMessageItems[0],
    );
    expect(message.dequeueCount).toBe(2);
  });
});
