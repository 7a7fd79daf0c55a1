import { beforeEach, describe, expect, test } from '@jest/globals';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { refreshEvent, sampleEvent } from '../../../support/event-builders.ts';
import { enterThresholds } from '../../../support/many-thresholds.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const segment = { segment: 'high-value', threshold: 1000 };

/** Counts the table requests and the delivery queue requests (put, get and delete of each message) of `act`. */
async function counted(act: () => Promise<unknown>): Promise<{ table: number; queue: number; rowsRead: number }> {
  const { requests, rowsRead } = world.store;
  const puts = world.queueRequests;
  await act();
  await world.drainQueue();
  return {
    table: world.store.requests - requests,
    queue: 3 * (world.queueRequests - puts),
    rowsRead: world.store.rowsRead - rowsRead,
  };
}

describe('the storage requests of an event', () => {
  beforeEach(async () => {
    await world.subscribe('segment-threshold-crossed', segment);
    await world.receive('metric-change', sampleEvent(900));
  });

  test('are 2 table requests for a metric sample that falls or stays', async () => {
    expect(await counted(() => world.receive('metric-change', sampleEvent(800)))).toMatchObject({ table: 2, queue: 0 });
    expect(await counted(() => world.receive('metric-change', sampleEvent(800)))).toMatchObject({ table: 2, queue: 0 });
  });

  test('are 3 table requests for a metric sample that rises without crossing a threshold', async () => {
    expect(await counted(() => world.receive('metric-change', sampleEvent(950)))).toMatchObject({ table: 3, queue: 0 });
  });

  test('are 4 table requests for a threshold crossing with one delivered webhook', async () => {
    expect(await counted(() => world.receive('metric-change', sampleEvent(1200)))).toMatchObject({
      table: 4,
      queue: 0,
    });
    expect(world.arrived).toHaveLength(1);
  });

  test('are 5 table requests for a run of a known data source with one webhook', async () => {
    await world.subscribe('data-source-refresh-failed', {});
    await world.receive('refresh-status', refreshEvent());
    expect(await counted(() => world.receive('refresh-status', refreshEvent({ runId: 'job-8' })))).toMatchObject({
      table: 5,
      queue: 0,
    });
  });
});

test('a run whose receiver answers slowly costs 6 table requests', async () => {
  await world.subscribe('data-source-refresh-failed', {});
  await world.receive('refresh-status', refreshEvent());
  world.answers.set('https://flow.example/run?sig=hush', () => {
    world.now += 2_000;
    return answered(202);
  });
  const event = refreshEvent({ runId: 'job-8' });
  expect(await counted(() => world.receive('refresh-status', event))).toMatchObject({ table: 6, queue: 0 });
});

test('deleting a subscription costs 6 storage requests, the first of them for its token, even with much other work in its environment', async () => {
  const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
  const [partition = ''] = subscription.id.split('.');
  for (let row = 0; row < 1500; row++) {
    const data = { topic: 'full-refresh', group: '1', suffix: String(row) };
    await world.store.commit(partition, [{ kind: 'insert', key: `w.2026-11-20T06:00:000000000Z.${row}`, data }]);
  }
  const { requests } = world.store;
  await unsubscribe(world.deps, subscription.id, token);
  expect(world.store.requests - requests).toBe(6);
});

test('a firing with 100 subscribers costs at most 1.5 table and 0.2 queue requests per webhook', async () => {
  for (let index = 0; index < 100; index++) {
    await world.subscribe('data-source-refresh-failed', { callbackUrl: `https://flow.example/${index}` });
  }
  const { table, queue } = await counted(() => world.receive('refresh-status', refreshEvent()));
  expect(world.arrived).toHaveLength(100);
  expect(table / 100).toBeLessThanOrEqual(1.5);
  expect((queue + 2) / 100).toBeLessThanOrEqual(0.2);
});

test('finding the 10 crossed thresholds among 100,000 of one metric reads 10 subscription rows', async () => {
  await enterThresholds(world, 100_000);
  await world.receive('metric-change', sampleEvent(500_005));
  const stateAndSubscribers = await counted(() => world.receive('metric-change', sampleEvent(500_105)));
  expect(world.arrived).toHaveLength(10);
  expect(stateAndSubscribers.rowsRead).toBe(1 + 10);
});
