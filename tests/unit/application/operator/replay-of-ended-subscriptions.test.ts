import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { flowTurnedOff } from '../../../support/operator-world.ts';
import { missing, ReplayWorld } from '../../../support/replay-world.ts';
import { answered } from '../../../support/world.ts';

let world: ReplayWorld;

beforeEach(() => {
  world = new ReplayWorld();
});

/** Runs `meanwhile` after the replay has read the subscription and before it reads the firings. */
async function replayDuring(id: string, meanwhile: () => Promise<unknown>): Promise<{ count: number }> {
  const { range } = world.store;
  world.store.range = async (...place) => {
    world.store.range = range;
    await meanwhile();
    return range.apply(world.store, place);
  };
  return replay(world.deps, id, missing);
}

/** The sequence number and state of each delivery, newest first. */
async function sequencesOf(id: string): Promise<string[]> {
  return (await world.deliveriesOf(id)).map(
    ({ notificationId, state }) => `${notificationId.split('.').at(-1)} ${state}`,
  );
}

describe('a subscription that ends during its replay', () => {
  test('because it is gone gets no later firing, and the replay returns count 0', async () => {
    const id = await world.createSubscription();
    await world.deadLetterRuns('job-1');
    const replayed = await replayDuring(id, async () => {
      world.answerWith(answered(410));
      for (const run of ['job-2', 'job-3', 'job-4']) await world.fireRun(run);
    });
    expect(replayed).toEqual({ count: 0 });
    await world.drainQueue();
    expect(await sequencesOf(id)).toEqual(['2 dead', '1 dead']);
    expect(await world.deadLetters()).toHaveLength(2);
  });

  test('because it is deleted gets no more deliveries', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.deadLetterRuns('job-1');
    const replayed = await replayDuring(subscription.id, async () => {
      await unsubscribe(world.deps, subscription.id, token);
      await world.fireRun('job-2');
    });
    expect(replayed).toEqual({ count: 0 });
    expect(world.rowsOf(subscription.id, 'd.')).toHaveLength(1);
    expect(await world.deadLetters()).toMatchObject([{ code: 'http-422' }]);
  });

  test('and is created again gets only the firings after its new creation', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.deadLetterRuns('job-1');
    const replayed = await replayDuring(subscription.id, async () => {
      await unsubscribe(world.deps, subscription.id, token);
      await world.fireRun('job-2');
      await world.createSubscription();
      await world.deadLetterRuns('job-3');
    });
    expect(replayed).toEqual({ count: 1 });
    await world.drainQueue();
    expect(await sequencesOf(subscription.id)).toEqual(['3 delivered', '1 dead']);
  });
});

test('a subscription that becomes dormant during its replay keeps its remaining dead letters', async () => {
  const id = await world.createSubscription();
  await world.deadLetterRunsWhileDormant(Array.from({ length: 40 }, (_, index) => `job-${index}`));
  const { commit } = world.store;
  world.store.commit = async (...all) => {
    const etags = await commit.apply(world.store, all);
    world.store.commit = commit;
    world.answerWith(flowTurnedOff);
    await world.fireRun('the-last');
    return etags;
  };
  expect(await replay(world.deps, id, missing)).toEqual({ count: 30 });
  expect(await world.deadLetters()).toHaveLength(11);
});
