import { beforeEach, describe, expect, test } from '@jest/globals';
import { redeliver } from '../../../../shared/application/operator/redeliver.ts';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';
import { answered } from '../../../support/world.ts';

let world: OperatorWorld;

beforeEach(() => {
  world = new OperatorWorld();
});

const MINUTE = 60_000;

describe('redelivery', () => {
  test('sends a delivered webhook again with the same id and body and the next attempt number', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    expect(await redeliver(world.deps, id, await world.newestNotificationIdOf(id))).toEqual({ count: 1 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
    expect(world.arrived[1]?.body).toBe(world.arrived[0]?.body);
    expect(world.arrived[1]?.headers['webhook-id']).toBe(world.arrived[0]?.headers['webhook-id']);
    expect(world.arrived[1]?.headers['webhook-attempt']).toBe('2');
    expect(await world.newestDeliveryOf(id)).toMatchObject({
      state: 'delivered',
      attemptCount: 2,
      attempts: { length: 2 },
    });
  });

  test('gives a dead delivery the full retry schedule and removes its dead letter', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(503));
    await world.fireRun();
    await world.drainQueue();
    expect(await world.deadLetters()).toHaveLength(1);
    await redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    expect(await world.deadLetters()).toEqual([]);
    expect(await world.newestDeliveryOf(id)).toMatchObject({ state: 'pending', attemptCount: 3 });
    await world.drainQueue();
    expect(world.arrived).toHaveLength(6);
    expect(await world.newestDeliveryOf(id)).toMatchObject({ state: 'dead', attemptCount: 6 });
    expect(await world.deadLetters()).toMatchObject([{ code: 'exhausted', reason: expect.stringContaining('6') }]);
  });

  test('sends a dead delivery whose dead letter was deleted', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(422));
    await world.fireRun();
    await world.removeRows(id, 'x.');
    await redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    world.answerWith(answered(202));
    await world.drainQueue();
    expect(await world.newestDeliveryOf(id)).toMatchObject({ state: 'delivered' });
  });

  test('sends a test notification again with the same notification id', async () => {
    const id = await world.createSubscription();
    const { notificationId } = await sendTest(world.deps, id);
    await world.drainQueue();
    await redeliver(world.deps, id, notificationId);
    await world.drainQueue();
    expect(world.payloads().map((payload) => payload.notificationId)).toEqual([notificationId, notificationId]);
  });

  test('is finished by the sweeper when its queue message is lost, but not before it is due', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    await redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    world.queue = [];
    await world.sweep();
    expect(world.queue).toEqual([]);
    world.now += 2 * MINUTE;
    await world.sweep();
    await world.drainQueue(world.now);
    expect(world.arrived).toHaveLength(2);
  });

  test('waits while the circuit is open and is sent after the first success', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(422));
    await world.fireRuns(8);
    await world.drainQueue(world.now);
    const before = await world.deliveriesOf(id);
    const waiting = before.find(({ state }) => state === 'waiting')?.notificationId ?? '';
    await expect(redeliver(world.deps, id, waiting)).rejects.toMatchObject({ status: 409, code: 'not-finished' });
    await redeliver(world.deps, id, before.at(-1)?.notificationId ?? '');
    await world.drainQueue(world.now);
    const sent = world.arrived.length;
    expect((await world.deliveriesOf(id)).at(-1)).toMatchObject({ state: 'waiting', nextAttemptAt: undefined });
    world.answerWith(answered(202));
    for (let minute = 0; minute < 10; minute++) {
      world.now += MINUTE;
      await world.sweep();
      await world.drainQueue(world.now);
    }
    expect(world.arrived.length - sent).toBe(4);
    expect((await world.deliveriesOf(id)).filter(({ state }) => state === 'delivered')).toHaveLength(4);
  });

  test('is accepted once when two calls run at the same time', async () => {
    const id = await world.createSubscription();
    await world.fireRun();
    const name = await world.newestNotificationIdOf(id);
    const results = await Promise.allSettled([redeliver(world.deps, id, name), redeliver(world.deps, id, name)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await world.drainQueue();
    expect(world.arrived).toHaveLength(2);
  });

  test('makes three more attempts to a receiver that answers 401', async () => {
    const id = await world.createSubscription();
    world.answerWith(answered(401));
    await world.fireRun();
    await world.drainQueue();
    await redeliver(world.deps, id, await world.newestNotificationIdOf(id));
    await world.drainQueue();
    expect(world.arrived).toHaveLength(6);
  });
});
