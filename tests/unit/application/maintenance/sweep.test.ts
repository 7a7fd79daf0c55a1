import { beforeEach, describe, expect, test } from '@jest/globals';
import { sweep } from '../../../../shared/application/maintenance/sweep.ts';
import { ENVIRONMENTS } from '../../../../shared/application/store/keys.ts';
import { enterEnvironments } from '../../../support/many-environments.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;

/** Notes the environments whose work is read, and lets each read take its time. */
function watchReads(took: () => Promise<void> | void): string[] {
  const { range } = world.store;
  const read: string[] = [];
  world.store.range = async (partition, keys) => {
    if (partition !== ENVIRONMENTS) {
      read.push(partition);
      await took();
    }
    return range.call(world.store, partition, keys);
  };
  return read;
}

describe('the sweeper', () => {
  test('visits 2,000 environments with nothing due within seconds', async () => {
    await enterEnvironments(world.store, 2_000);
    const startedAt = performance.now();
    expect(await world.sweep()).toEqual({ environments: 2_000, deliveries: 0, fanOuts: 0, oldestDueSeconds: 0 });
    const took = performance.now() - startedAt;
    console.info(`a sweep of 2,000 environments with nothing due took ${Math.round(took)} ms`);
    expect(took).toBeLessThan(5_000);
  });

  test('visits at most 32 environments at the same time', async () => {
    await enterEnvironments(world.store, 100);
    let [underWay, most] = [0, 0];
    watchReads(async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    });
    await world.sweep();
    expect(most).toBe(32);
  });

  test('stops when its time is used up, and the next sweep goes on behind the last environment', async () => {
    await enterEnvironments(world.store, 200);
    const read = watchReads(() => {
      world.now += 400;
    });
    const position = {};
    const first = await sweep(world.deps, position);
    expect(first.environments).toBeLessThan(200);
    await sweep(world.deps, position);
    expect(new Set(read).size).toBe(200);
  });

  test('leaves the rest of a long fan-out to the next sweep when its time is used up', async () => {
    await world.createSubscriptions(130);
    await world.crashDuringFanOut();
    world.now += 3 * MINUTE;
    const { commit } = world.store;
    world.store.commit = (partition, writes) => {
      world.now += MINUTE;
      return commit.call(world.store, partition, writes);
    };
    expect(await world.sweep()).toMatchObject({ fanOuts: 0 });
    world.store.commit = commit;
    expect(await world.sweep()).toMatchObject({ fanOuts: 1 });
  });
});
