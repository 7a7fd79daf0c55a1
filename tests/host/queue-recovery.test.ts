import { describe, expect, test } from '@jest/globals';
import { send } from './support/azurite.ts';
import { eventually } from './support/eventually.ts';
import type { HostProcess } from './support/host-process.ts';
import { useQueueApp } from './support/queue-app.ts';

const app = useQueueApp();

function deliveries(host: HostProcess): number[] {
  return host.printed('received').map((line) => JSON.parse(line).metadata.dequeueCount);
}

describe('a handler that takes longer than a message is hidden', () => {
  test('runs once, because the message is renewed, and the message is deleted with the new receipt', async () => {
    const host = await app.start({
      HOST_IN_FLIGHT: '3s',
      // So that polling goes on meanwhile and would find the message if it came back.
      AzureFunctionsJobHost__extensions__queues__newBatchThreshold: '4',
    });
    await send(app.queue, { action: 'sleep', milliseconds: 7_000 });
    await host.waitFor('finished');
    await eventually('an empty queue', async () => (await app.queue.getProperties()).approximateMessagesCount === 0);
    expect(deliveries(host)).toEqual([1]);
  });
});

describe('a host that is killed', () => {
  test('leaves its message hidden for the in-flight time, after which another host gets it as the second delivery', async () => {
    const settings = { HOST_IN_FLIGHT: '8s' };
    const first = await app.start(settings);
    await send(app.queue, { action: 'hang' });
    await first.waitFor('received');
    await first.kill();
    const killedAt = Date.now();
    const second = await app.start(settings);
    await second.waitFor('received');
    expect(deliveries(second)).toEqual([2]);
    // A host renews at half of the time, so at least that much is left, but for the whole seconds of storage and a busy machine.
    expect(Date.now() - killedAt).toBeGreaterThan(2_000);
  });
});

describe('a worker that crashes', () => {
  test('fails its messages, which are tried again in a new worker until they are poison', async () => {
    const host = await app.start();
    await send(app.queue, { action: 'crash' });
    await host.waitFor(`Moving message to queue '${app.queue.name}-poison'.`);
    expect(deliveries(host)).toEqual([1, 2, 3]);
    await send(app.queue, { name: 'after' });
    await host.waitFor('finished {"name":"after"}');
    expect(host.output()).toContain('Restarting the worker: worker process exited with code 1.');
  });
});

describe('a function that exceeds functionTimeout', () => {
  test('fails, and the worker is restarted, so that what else ran fails too', async () => {
    const host = await app.start({ AzureFunctionsJobHost__functionTimeout: '00:00:01' });
    await send(app.queue, { action: 'hang' });
    await host.waitFor('Timeout value of 00:00:01 was exceeded by function: Functions.work');
    await host.waitFor('The worker has been restarted.');
    await eventually('the second delivery', () => deliveries(host).includes(2));
  });
});

describe('a queue that does not exist', () => {
  test('is reported once, not created, and picked up when it appears', async () => {
    await app.queue.delete();
    const host = await app.start();
    await host.waitFor(`The queue '${app.queue.name}' of work does not exist`);
    expect(await app.queue.exists()).toBe(false);
    await app.queue.create();
    await send(app.queue, { name: 'late' });
    await host.waitFor('finished {"name":"late"}');
    expect(host.output().match(/of work does not exist/g)).toHaveLength(1);
    // Its queue is missing all the time, through several polls.
    expect(host.output().match(/of forward does not exist/g)).toHaveLength(1);
  });
});

describe('a storage that goes away', () => {
  test('is reported once, survived, and its return is reported', async () => {
    const host = await app.start();
    await send(app.queue, { name: 'before' });
    await host.waitFor('finished {"name":"before"}');
    await app.storage.stop();
    await host.waitFor("The queue storage of 'AzureWebJobsStorage' does not answer (ECONNREFUSED");
    await app.storage.start();
    await host.waitFor("The queue storage of 'AzureWebJobsStorage' answers again.");
    await app.queue.create();
    await send(app.queue, { name: 'after' });
    await host.waitFor('finished {"name":"after"}');
    expect(host.output().match(/does not answer/g)).toHaveLength(1);
  });
});

describe('a graceful stop', () => {
  test('lets a running message finish and ends with 0', async () => {
    const host = await app.start();
    await send(app.queue, { action: 'sleep', milliseconds: 1_000 });
    await host.waitFor('received');
    expect(await host.stop()).toBe(0);
    expect(host.output()).toContain('finished');
    expect((await app.queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('does not wait for a message that does not finish, which is had by the next', async () => {
    const host = await app.start({ HOST_IN_FLIGHT: '2s' });
    await send(app.queue, { action: 'hang' });
    await host.waitFor('received');
    expect(await host.stop()).toBe(0);
    const message = await eventually(
      'the message that did not finish',
      async () => (await app.queue.receiveMessages()).receivedMessageItems[0],
    );
    expect(message.dequeueCount).toBe(2);
  });
});
