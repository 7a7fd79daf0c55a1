import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { missing, ReplayWorld } from '../../../support/replay-world.ts';
import { START } from '../../../support/world.ts';

let world: ReplayWorld;

beforeEach(() => {
  world = new ReplayWorld();
});

const HOUR = 60 * 60_000;

describe('many', () => {
  const runs = Array.from({ length: 75 }, (_, index) => `job-${index}`);

  test.each([1, 2, 3])('a crash at transaction %i and the same call again send each once', async (n) => {
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

  test('a crash between a transaction and its messages is made good by the sweeper', async () => {
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

  test('another replay of one of them in between costs a conflict, and nothing is sent twice', async () => {
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
