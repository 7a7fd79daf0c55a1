import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { missing, ReplayWorld } from '../../../support/replay-world.ts';
import { START } from '../../../support/world.ts';

let world: ReplayWorld;

beforeEach(() => {
  world = new ReplayWorld();
});

const HOUR = 60 * 60_000;

describe('a replay of many dead deliveries', () => {
  const runs = Array.from({ length: 75 }, (_, index) => `job-${index}`);

  test.each([1, 2, 3])('sends each webhook once when it crashes at transaction %i and is repeated', async (n) => {
    const id = await world.createSubscription();
    await world.deadLetterRunsWhileDormant(runs);
    let commits = 0;
    const revive = world.crashAtCommit(() => ++commits >= n);
    await expect(replay(world.deps, id, missing)).rejects.toThrow('the process dies');
    revive();
    expect(await replay(world.deps, id, missing)).toEqual({ count: 75 - 30 * (n - 1) });
    await world.drainQueue();
    expect(world.arrivedRunIds().toSorted()).toEqual(runs.toSorted());
    expect(await world.deadLetters()).toEqual([]);
  });

  test('is finished by the sweeper when it crashes between a transaction and its queue messages', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1', 'job-2');
    const { deliveries } = world.deps;
    world.deps.deliveries = { enqueue: () => Promise.reject(new Error('the process dies')) };
    await expect(replay(world.deps, id, missing)).rejects.toThrow('the process dies');
    world.deps.deliveries = deliveries;
    world.now += HOUR;
    await world.sweep();
    await world.drainQueue();
    expect(world.arrivedRunIds().toSorted()).toEqual(['job-1', 'job-2']);
  });

  test('sends nothing twice when another replay changes one of the deliveries meanwhile', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRunsWhileDormant(runs);
    const commit = world.store.commit.bind(world.store);
    let interfered = false;
    world.store.commit = async (partition, writes) => {
      if (!interfered) {
        interfered = true;
        await replay(world.deps, id, { ...missing, until: new Date(START + 1).toISOString() });
      }
      return commit(partition, writes);
    };
    expect(await replay(world.deps, id, missing)).toEqual({ count: 0 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(75);
  });
});
