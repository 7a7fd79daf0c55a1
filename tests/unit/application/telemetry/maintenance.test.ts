import { beforeEach, describe, expect, test } from '@jest/globals';
import { collectPoison } from '../../../../shared/application/maintenance/collect-poison.ts';
import { createCircuitCounter } from '../../../../shared/application/maintenance/count-circuits.ts';
import { measureQueues } from '../../../../shared/application/maintenance/measure-queues.ts';
import { listDeadLetters } from '../../../../shared/application/operator/list-dead-letters.ts';
import { ENVIRONMENTS, environmentPartition } from '../../../../shared/application/store/keys.ts';
import { CircuitWorld } from '../../../support/circuit-world.ts';

let world: CircuitWorld;

beforeEach(async () => {
  world = await CircuitWorld.start();
});

describe('the sweeper', () => {
  test('tells how long the oldest work had been due for it', async () => {
    await world.fire(1);
    world.queue = [];
    world.now += 5 * 60_000 + 5_000;
    // It takes care of a retry one minute after the retry was due.
    expect((await world.sweep()).oldestDueSeconds).toBe(4 * 60);
    await world.drainQueue(world.now);
    expect((await world.sweep()).oldestDueSeconds).toBe(0);
  });
});

describe('the depth', () => {
  test('of each queue is reported with that of its poison queue', async () => {
    world.deps.depths = {
      read: async (queue) => ({ messages: queue.length, poisonMessages: queue === 'metric-change' ? 1 : 0 }),
    };
    await measureQueues(world.deps);
    expect(world.lines('QueueDepth')).toEqual([
      { name: 'QueueDepth', queue: 'refresh-status', messages: 14, poisonMessages: 0 },
      { name: 'QueueDepth', queue: 'metric-change', messages: 13, poisonMessages: 1 },
      { name: 'QueueDepth', queue: 'webhook-delivery', messages: 16, poisonMessages: 0 },
    ]);
  });
});

describe('the open circuits', () => {
  async function enterEnvironments(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const environmentId = `other-${index}`;
      const entry = { kind: 'insert' as const, key: environmentPartition(environmentId), data: { environmentId } };
      await world.store.commit(ENVIRONMENTS, [entry]);
    }
  }

  test('are counted over all environments', async () => {
    const count = createCircuitCounter(world.deps);
    await world.fire(5);
    await count();
    expect(world.lines('OpenCircuits')).toMatchObject([{ circuits: 1, environments: 1 }]);
  });

  test('cost at most 32 pages in one run, and the next runs go on', async () => {
    await enterEnvironments(70);
    await world.fire(5);
    const count = createCircuitCounter(world.deps);
    const requests: number[] = [];
    for (let run = 0; run < 6; run++) {
      const before = world.store.requests;
      await count();
      requests.push(world.store.requests - before);
    }
    // The first run also reads the directory of environments.
    expect(Math.max(...requests)).toBeLessThanOrEqual(33);
    const counted = { name: 'OpenCircuits', circuits: 1, environments: 71 };
    expect(world.lines('OpenCircuits')).toEqual([counted, counted]);
  });

  test('are counted from the start after the storage was away', async () => {
    const count = createCircuitCounter(world.deps);
    const { range } = world.store;
    world.store.range = () => Promise.reject(new Error('away'));
    await expect(count()).rejects.toThrow('away');
    world.store.range = range;
    await count();
    expect(world.lines('OpenCircuits')).toMatchObject([{ circuits: 0, environments: 1 }]);
  });
});

describe('a dead letter', () => {
  test('of an unreadable event is reported with its code and the path of the fault, never with its text', async () => {
    await world.receive('refresh-status', [{ eventId: 'hush', operation: 'ingestion' }, 'hush']);
    expect(world.lines('DeadLetter')).toMatchObject([
      { source: 'event', code: 'invalid-event', queue: 'refresh-status', path: '[0].environmentId', items: 1 },
      { source: 'event', code: 'not-an-event', queue: 'refresh-status', path: '[1]', items: 1 },
    ]);
    expect(JSON.stringify(world.reported)).not.toContain('hush');
    const ids = world.lines('DeadLetter').map(({ deadLetterId }) => deadLetterId);
    const { value: letters } = await listDeadLetters(world.deps, { source: 'event' });
    expect(letters.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  test('that many items share is reported once, with their number', async () => {
    await world.receive('refresh-status', Array(150).fill(7));
    expect(world.lines('DeadLetter')).toMatchObject([{ code: 'not-an-event', items: 150 }]);
  });

  test('of a poison message is reported with its queue', async () => {
    world.poisoned.push({ queue: 'webhook-delivery', id: '1', raw: 'hush' });
    await collectPoison(world.deps);
    expect(world.lines('DeadLetter')).toMatchObject([{ source: 'event', code: 'poisoned', queue: 'webhook-delivery' }]);
    expect(JSON.stringify(world.reported)).not.toContain('hush');
  });
});
