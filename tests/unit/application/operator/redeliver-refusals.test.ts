import { beforeEach, describe, expect, test } from '@jest/globals';
import { redeliver } from '../../../../shared/application/operator/redeliver.ts';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { flowTurnedOff, OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

describe('redelivery', () => {
  test.each<[state: string, prepare: () => Promise<void>]>([
    [
      'retrying',
      async () => {
        world.answerWith(answered(503));
        await world.fireRun();
      },
    ],
    [
      'pending',
      async () => {
        world.deps.sender = { send: () => new Promise(() => {}) };
        void world.fireRun();
        await new Promise((resolve) => setImmediate(resolve));
      },
    ],
  ])('is rejected with 409 and changes nothing while the delivery is %s', async (state, prepare) => {
    const id = await world.createSubscription();
    await prepare();
    const before = world.store.dump();
    expect(await world.newestDeliveryOf(id)).toMatchObject({ state });
    const refused = redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-finished' });
    expect(world.store.dump()).toBe(before);
  });

  test('is rejected with 409 for a dormant subscription and keeps the dead letter', async () => {
    const id = await world.createSubscription();
    world.answerWith(flowTurnedOff);
    await world.fireRun();
    const refused = redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving', message: /dormant/ });
    expect(await world.deadLetters()).toHaveLength(1);
  });

  test('is rejected with 409 for a firing from before the subscription was created again', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.fireRun();
    const name = await world.newestNotificationIdOf(subscription.id);
    await unsubscribe(world.deps, subscription.id, token);
    await world.createSubscription();
    const refused = redeliver(world.deps, subscription.id, name);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'not-receiving' });
  });

  test.each<[rule: string, name: (known: string) => string]>([
    ['an arbitrary word', () => 'nonsense'],
    ['a sequence number that does not exist', (name) => name.replace(/\d+$/, '2')],
    ['a notification id of another subscription', (name) => `${'x'.repeat(22)}${name.slice(22)}`],
    ['a notification id without a sequence number', (name) => name.replace(/\d+$/, '')],
    ['a test notification that does not exist', (name) => name.replace(/\d+$/, 'test-t000000000000000-abc')],
    ['a part of a table key', (name) => name.replace(/\d+$/, 'test-~')],
  ])('is answered with 404 for %s', async (_rule, name) => {
    const id = await world.createSubscription();
    await world.fireRun();
    const refused = redeliver(world.deps, id, name(await world.newestNotificationIdOf(id)));
    await expect(refused).rejects.toMatchObject({ status: 404, target: 'notificationId' });
  });

  test('is answered with 404 without a storage read for an id longer than a table key', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    const name = (await world.newestNotificationIdOf(id)).replace(/\d+$/, `test-t000000000000000-${'x'.repeat(3000)}`);
    const { read } = world.store;
    const keys: string[] = [];
    world.store.read = (partition, key) => {
      keys.push(key);
      return read.call(world.store, partition, key);
    };
    await expect(redeliver(world.deps, id, name)).rejects.toMatchObject({ status: 404, target: 'notificationId' });
    expect(Math.max(...keys.map(({ length }) => length))).toBeLessThan(512);
  });

  test('is answered with 404 for a deleted subscription', async () => {
    const { subscription, token } = await world.subscribe('data-source-refresh-failed', {});
    await world.fireRun();
    const name = await world.newestNotificationIdOf(subscription.id);
    await unsubscribe(world.deps, subscription.id, token);
    await expect(redeliver(world.deps, subscription.id, name)).rejects.toMatchObject({ status: 404, target: 'id' });
  });
});
