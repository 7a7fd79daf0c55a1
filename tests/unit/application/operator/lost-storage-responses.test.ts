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

/** Loses the response to the next transaction. The storage client repeats it and gets a conflict. */
function loseResponse(): void {
  const { commit } = world.store;
  world.store.commit = async (...all) => {
    world.store.commit = commit;
    await commit.apply(world.store, all);
    return commit.apply(world.store, all);
  };
}

const newest = () => world.newestNotificationIdOf(id);

describe('an operator call whose storage response is lost', () => {
  test('succeeds and sends its webhook once: redelivery', async () => {
    await world.fireRun();
    loseResponse();
    expect(await redeliver(world.deps, id, await newest())).toEqual({ count: 1 });
    expect(world.queue).toHaveLength(1);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });

  test('succeeds and enqueues its delivery once: redrive of a dead letter', async () => {
    await world.deadLetterRuns('job-1');
    const [letter] = await world.deadLetters();
    loseResponse();
    expect(await redrive(world.deps, letter?.id ?? '')).toEqual({ count: 1 });
    expect(world.queue).toHaveLength(1);
    expect(await world.deadLetters()).toEqual([]);
  });

  test('succeeds and sends each webhook once: replay of dead deliveries', async () => {
    await world.deadLetterRuns('job-1', 'job-2');
    loseResponse();
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1', 'job-2']);
  });

  test('succeeds and sends each webhook once: replay of missing deliveries', async () => {
    await world.fireRun('job-1');
    await world.removeDeliveries(id);
    loseResponse();
    expect(await world.replayAndDeliver(id, missing)).toEqual(['job-1']);
  });
});

test('redelivery rejects a concurrent redelivery even when the first storage response was lost', async () => {
  await world.fireRun();
  const name = await newest();
  loseResponse();
  const [first, second] = await Promise.allSettled([redeliver(world.deps, id, name), redeliver(world.deps, id, name)]);
  expect(first).toMatchObject({ status: 'fulfilled' });
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'not-finished' } });
});
