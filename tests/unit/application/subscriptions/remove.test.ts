import { beforeEach, describe, expect, test } from '@jest/globals';
import { removeExpired } from '../../../../shared/application/maintenance/retention.ts';
import { removeByOperator } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { unsubscribeCallback } from '../../../../shared/application/subscriptions/unsubscribe-callback.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

const callbackUrl = 'https://flow.example/run?sig=hush';
const DAY = 24 * 60 * 60_000;

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const remaining = async () => (await world.subscriptions()).map(({ id }) => id);
const callbacks = () => world.store.rowsUnder('callbacks');

describe('removing a subscription as an operator', () => {
  test('needs no token, ends it, and can be repeated', async () => {
    const id = await world.createSubscription();
    await removeByOperator(world.deps, id);
    await removeByOperator(world.deps, id);
    await world.fireRun();
    expect([await remaining(), world.arrived]).toEqual([[], []]);
  });

  test('gives up what was on its way', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(503));
    await world.fireRun();
    await removeByOperator(world.deps, id);
    await world.drainQueue();
    expect(await world.deadLetters()).toMatchObject([{ code: 'unsubscribed' }]);
  });

  test('with a malformed id is 404', async () => {
    await expect(removeByOperator(world.deps, 'nonsense')).rejects.toMatchObject({ status: 404 });
  });
});

describe('unsubscribing by callback', () => {
  test('ends all subscriptions of the type and callback, in all environments, and no other', async () => {
    await world.createSubscription();
    await world.createSubscription({ environmentId: 'fabrikam' });
    await world.createSubscription({ dataSource: 'crm-contacts' });
    const others = [
      await world.createSubscription({ callbackUrl: 'https://flow.example/other' }),
      await world.createSubscription({}, 'full-refresh-completed'),
    ];
    await unsubscribeCallback(world.deps, 'data-source-refresh-failed', { callbackUrl });
    expect((await remaining()).toSorted()).toEqual(others.toSorted());
  });

  test('of an unknown callback changes nothing', async () => {
    const id = await world.createSubscription();
    await unsubscribeCallback(world.deps, 'data-source-refresh-failed', { callbackUrl: `${callbackUrl}x` });
    expect(await remaining()).toEqual([id]);
  });

  test('without a callback is 400', async () => {
    await expect(unsubscribeCallback(world.deps, 'full-refresh-completed', {})).rejects.toMatchObject({
      status: 400,
      target: 'callbackUrl',
      message: 'callbackUrl: required',
    });
  });

  test('ends all of that type and callback, whatever else the body says', async () => {
    await world.createSubscription();
    const body = { callbackUrl, environmentId: 'another', threshold: 1_000 };
    await unsubscribeCallback(world.deps, 'data-source-refresh-failed', body);
    expect(await remaining()).toEqual([]);
  });

  test('ends a subscription also when an earlier call came while it was being made', async () => {
    const unsubscribe = () => unsubscribeCallback(world.deps, 'data-source-refresh-failed', { callbackUrl });
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (partition, writes) => {
      if (writes.some(({ key }) => key.startsWith('s.'))) {
        world.store.commit = commit;
        await unsubscribe();
      }
      return commit(partition, writes);
    };
    const id = await world.createSubscription();
    expect(await remaining()).toEqual([id]);
    await unsubscribe();
    expect(await remaining()).toEqual([]);
  });

  test('keeps no callback in the clear', async () => {
    await world.createSubscription();
    expect(JSON.stringify(callbacks())).not.toMatch(/hush|flow\.example/);
  });
});

test('retention forgets the callbacks of subscriptions that have ended, a day later, and keeps the others', async () => {
  await world.createSubscription();
  await removeByOperator(world.deps, await world.createSubscription({ callbackUrl: 'https://flow.example/other' }));
  await world.createSubscription({}, 'full-refresh-completed');
  await unsubscribeCallback(world.deps, 'full-refresh-completed', { callbackUrl });
  await removeExpired(world.deps);
  expect(callbacks()).toHaveLength(3);
  world.now += 1.5 * DAY;
  await removeExpired(world.deps);
  expect(callbacks()).toHaveLength(1);
});
