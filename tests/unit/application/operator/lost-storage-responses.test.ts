import { beforeEach, describe, expect, test } from '@jest/globals';
import { redeliver } from '../../../../shared/application/operator/redeliver.ts';
import { redrive } from '../../../../shared/application/operator/redrive.ts';
import { missing, ReplayWorld } from '../../../support/replay-world.ts';

let world: ReplayWorld;
let id: string;

beforeEach(async () => {
  world = new ReplayWorld();
  id = await world.createSubscription();
});

/** The answer to the next transaction is lost: the storage client sends it again, and hears that the rows have changed. */
function loseAnswer(): void {
  const { commit } = world.store;
  world.store.commit = async (...all) => {
    world.store.commit = commit;
    await commit.apply(world.store, all);
    return commit.apply(world.store, all);
  };
}

const newest = () => world.newestNotificationIdOf(id);

describe('a call whose answer from the storage is lost is answered as done, and its messages go out once', () => {
  test('a redelivery', async () => {
    await world.fireRun();
    loseAnswer();
    expect(await redeliver(world.deps, id, await newest())).toEqual({ count: 1 });
    expect(world.queue).toHaveLength(1);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });

  test('a redrive of a delivery', async () => {
    await world.deadLetterRuns('job-1');
    const [letter] = await world.deadLetters();
    loseAnswer();
    expect(await redrive(world.deps, letter?.id ?? '')).toEqual({ count: 1 });
    expect(world.queue).toHaveLength(1);
    expect(await world.deadLetters()).toEqual([]);
  });

  test('a replay of what was given up', async () => {
    await world.deadLetterRuns('job-1', 'job-2');
    loseAnswer();
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1', 'job-2']);
  });

  test('a replay of what was never made', async () => {
    await world.fireRun('job-1');
    await world.removeDeliveries(id);
    loseAnswer();
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1']);
  });
});

test('of two at the same moment, one whose answer is lost and one that comes second, the second is refused', async () => {
  await world.fireRun();
  const name = await newest();
  loseAnswer();
  const [first, second] = await Promise.allSettled([redeliver(world.deps, id, name), redeliver(world.deps, id, name)]);
  expect(first).toMatchObject({ status: 'fulfilled' });
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'not-finished' } });
});
