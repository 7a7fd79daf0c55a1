import { beforeEach, describe, expect, test } from '@jest/globals';
import { receiveMessage } from '../../../../shared/application/events/receive-message.ts';
import type { Store } from '../../../../shared/application/ports.ts';
import { refreshEvent, sampleEvent, workflowRecord } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;
const rises = () => [sampleEvent(900), sampleEvent(1200)];

/** Handles the event with a store that fails after `requests` requests, as if the process had crashed. */
async function crashAfter(requests: number, message: object): Promise<void> {
  let left = requests;
  const failing =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      if (left-- > 0) return act(...args);
      return Promise.reject(new Error('the process died'));
    };
  const { store } = world;
  const dying: Store = {
    read: failing(store.read.bind(store)),
    range: failing(store.range.bind(store)),
    commit: failing(store.commit.bind(store)),
    noteUnreadable: store.noteUnreadable.bind(store),
  };
  await receiveMessage(
    { ...world.deps, store: dying },
    { queue: 'refresh-status', message, insertedAt: world.now },
  ).catch(() => {});
}

describe('a repeated event', () => {
  test('fires once for a run that is reported twice', async () => {
    await world.createSubscriptions(1);
    await world.receive('refresh-status', refreshEvent());
    const again = await world.receive('refresh-status', refreshEvent({ eventId: 'e-2' }));
    expect(again).toMatchObject({ duplicate: 1, fires: 0 });
    expect(world.arrived).toHaveLength(1);
  });

  test('fires once for a run reported in native form and as a WorkflowEvent record', async () => {
    await world.createSubscriptions(1);
    await world.receive('refresh-status', refreshEvent());
    const properties = { identifier: 'crm-contacts' };
    await world.receive(
      'refresh-status',
      workflowRecord('Ingestion.TaskCompleted', { resultType: 'Failure', properties }),
    );
    expect(world.arrived).toHaveLength(1);
  });

  test('fires for each data source when one run has two of them', async () => {
    await world.createSubscriptions(1);
    await world.receive('refresh-status', [refreshEvent(), refreshEvent({ name: 'erp' })]);
    expect(world.payloads().map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test('applies a metric sample once when its message arrives twice', async () => {
    await world.subscribe('segment-threshold-crossed', { segment: 'high-value', threshold: 1000 });
    const message = rises();
    await world.receive('metric-change', message);
    expect(await world.receive('metric-change', message)).toMatchObject({ duplicate: 1, late: 1, fires: 0 });
    expect(world.arrived).toHaveLength(1);
  });

  test('fires once when two workers handle the same message at the same time', async () => {
    await world.createSubscriptions(3);
    await Promise.all([
      world.receive('refresh-status', refreshEvent()),
      world.receive('refresh-status', refreshEvent()),
    ]);
    expect(world.arrived).toHaveLength(3);
  });
});

describe('crash recovery', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])(
    'delivers each webhook under one id when the process crashes after %i storage requests and the event is repeated',
    async (requests) => {
      await world.createSubscriptions(2);
      await crashAfter(requests, refreshEvent());
      await world.receive('refresh-status', refreshEvent());
      world.now += 3 * MINUTE;
      await world.sweep();
      await world.drainQueue();
      const ids = new Set(world.arrived.map(({ headers }) => headers['webhook-id']));
      expect(ids.size).toBe(2);
      expect(new Set(world.payloads().map(({ firingId }) => firingId)).size).toBe(1);
    },
  );

  test('finishes the fan-out of a crashed worker when the event is repeated, without the sweeper', async () => {
    await world.createSubscriptions(60);
    await crashAfter(4, refreshEvent());
    world.queue = [];
    world.now += 3 * MINUTE;
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(60);
  });

  test('delivers every webhook through the sweeper after all queues were emptied', async () => {
    world.answers.set('https://flow.example/3', () => (world.arrived.length < 300 ? answered(503) : answered(202)));
    await world.createSubscriptions(200);
    await world.receive('refresh-status', refreshEvent());
    world.queue = [];
    for (let round = 0; round < 5; round++) {
      world.now += 2 * MINUTE;
      await world.sweep();
      await world.drainQueue(world.now);
    }
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(200);
  });

  test('finds all overdue work in one sweep even when it exceeds a page of the table', async () => {
    await world.createSubscriptions(30);
    const runs = Array.from({ length: 75 }, (_, index) => refreshEvent({ runId: `job-${index}` }));
    for (const run of runs) await world.receive('refresh-status', run);
    expect(world.arrived).toHaveLength(75 * 16);
    world.queue = [];
    world.now += 2 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 75 * 14 });
    await world.drainQueue(world.now);
    expect(world.arrived).toHaveLength(75 * 30);
  });

  test('leaves a delivery alone while another worker holds its lease', async () => {
    let during: object = {};
    world.answers.set('https://flow.example/0', () => {
      during = world.sweep();
      return answered(202);
    });
    await world.createSubscriptions(1);
    await world.receive('refresh-status', refreshEvent());
    expect(await during).toMatchObject({ deliveries: 0 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(1);
  });
});

describe('fan-out', () => {
  test.each([1, 16, 17, 40, 41, 48, 100, 250])('sends one webhook to each of %i subscribers', async (count) => {
    await world.createSubscriptions(count);
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    expect(new Set(world.arrived.map(({ url }) => url)).size).toBe(count);
    expect(world.arrived).toHaveLength(count);
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
  });

  test('leaves nothing to sweep once everything is delivered', async () => {
    await world.createSubscriptions(100);
    await world.receive('refresh-status', refreshEvent());
    await world.drainQueue();
    world.now += 60 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
  });
});
