import { beforeEach, describe, expect, test } from '@jest/globals';
import { receiveMessage } from '../../../../shared/application/events/receive-message.ts';
import type { Store } from '../../../../shared/application/ports.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { answered, World } from '../../../support/world.ts';

let world: World;

beforeEach(() => {
  world = new World();
});

const MINUTE = 60_000;
const rises = () => [sampleEvent(900), sampleEvent(1200)];

async function subscribers(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await world.subscribe('data-source-refresh-failed', { callbackUrl: `https://flow.example/${index}` });
  }
}

/** Handles the event with a store that dies after so many requests, as a process does. */
async function dieAfter(requests: number, message: object): Promise<void> {
  let left = requests;
  const mortal =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      if (left-- > 0) return act(...args);
      return Promise.reject(new Error('the process died'));
    };
  const { store } = world;
  const dying: Store = {
    read: mortal(store.read.bind(store)),
    range: mortal(store.range.bind(store)),
    commit: mortal(store.commit.bind(store)),
  };
  await receiveMessage(
    { ...world.deps, store: dying },
    { queue: 'refresh-status', message, insertedAt: world.now },
  ).catch(() => {});
}

describe('duplicates', () => {
  test('a run that is reported twice fires once', async () => {
    await subscribers(1);
    await world.receive('refresh-status', refreshEvent());
    const again = await world.receive('refresh-status', refreshEvent({ eventId: 'e-2' }));
    expect(again).toMatchObject({ duplicate: 1, fires: 0 });
    expect(world.arrived).toHaveLength(1);
  });

  test('a run that is reported natively and by the diagnostic settings fires once', async () => {
    await subscribers(1);
    await world.receive('refresh-status', refreshEvent());
    const properties = { identifier: 'crm-contacts' };
    await world.receive(
      'refresh-status',
      workflowRecord('Ingestion.TaskCompleted', { resultType: 'Failure', properties }),
    );
    expect(world.arrived).toHaveLength(1);
  });

  test('the same run of another data source fires for that one too', async () => {
    await subscribers(1);
    await world.receive('refresh-status', [refreshEvent(), refreshEvent({ name: 'erp' })]);
    expect(world.payloads().map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test('a sample that comes twice applies once', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    const message = rises();
    await world.receive('metric-change', message);
    expect(await world.receive('metric-change', message)).toMatchObject({ duplicate: 1, late: 1, fires: 0 });
    expect(world.arrived).toHaveLength(1);
  });

  test('two workers on the same message fire once', async () => {
    await subscribers(3);
    await Promise.all([
      world.receive('refresh-status', refreshEvent()),
      world.receive('refresh-status', refreshEvent()),
    ]);
    expect(world.arrived).toHaveLength(3);
  });
});

describe('after a crash', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])(
    'before storage request %i, the message comes again and everybody gets one webhook',
    async (requests) => {
      await subscribers(2);
      await dieAfter(requests, refreshEvent());
      await world.receive('refresh-status', refreshEvent());
      world.now += 3 * MINUTE;
      await world.sweep();
      await world.drainQueue();
      const ids = new Set(world.arrived.map(({ headers }) => headers['webhook-id']));
      expect(ids.size).toBe(2);
      expect(new Set(world.payloads().map(({ firingId }) => firingId)).size).toBe(1);
    },
  );

  test('a duplicate finishes the fan-out that a dead worker began, without the sweeper', async () => {
    await subscribers(60);
    await dieAfter(4, refreshEvent());
    world.queue = [];
    world.now += 3 * MINUTE;
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(60);
  });

  test('with every queue emptied after the commit, the sweeper sees to it that all arrive', async () => {
    world.answers.set('https://flow.example/3', () => (world.arrived.length < 300 ? answered(503) : answered(202)));
    await subscribers(200);
    await world.receive('refresh-status', refreshEvent());
    world.queue = [];
    for (let round = 0; round < 5; round++) {
      world.now += 2 * MINUTE;
      await world.sweep();
      await world.drainQueue(world.now);
    }
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(200);
  });

  test('with more work overdue than a page of the table holds, one sweep finds all of it', async () => {
    await subscribers(30);
    const runs = Array.from({ length: 75 }, (_, index) => refreshEvent({ runId: `job-${index}` }));
    for (const run of runs) await world.receive('refresh-status', run);
    expect(world.arrived).toHaveLength(75 * 16);
    world.queue = [];
    world.now += 2 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 75 * 14 });
    await world.drainQueue(world.now);
    expect(world.arrived).toHaveLength(75 * 30);
  });

  test('the sweeper leaves alone what a living worker is at', async () => {
    let during: object = {};
    world.answers.set('https://flow.example/0', () => {
      during = world.sweep();
      return answered(202);
    });
    await subscribers(1);
    await world.receive('refresh-status', refreshEvent());
    expect(await during).toMatchObject({ deliveries: 0 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
  });
});

describe('many subscribers', () => {
  test.each([1, 16, 17, 40, 41, 48, 100, 250])('%i subscribers get one webhook each', async (count) => {
    await subscribers(count);
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(count);
    expect(world.arrived).toHaveLength(count);
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
  });

  test('nothing is left to sweep when all is delivered', async () => {
    await subscribers(100);
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    world.now += 60 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
  });
});
