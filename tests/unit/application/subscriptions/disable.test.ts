import { beforeEach, describe, expect, test } from '@jest/globals';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { disable } from '../../../../shared/application/subscriptions/disable.ts';
import { enable } from '../../../../shared/application/subscriptions/enable.ts';
import { getSubscription } from '../../../../shared/application/subscriptions/read-subscriptions.ts';
import { CircuitWorld } from '../../../support/circuit-world.ts';
import { flowTurnedOff } from '../../../support/operator-world.ts';
import { missing } from '../../../support/replay-world.ts';
import { answered } from '../../../support/world.ts';

let world: CircuitWorld;

beforeEach(async () => {
  world = await CircuitWorld.start();
});

describe('disabling a subscription', () => {
  test('sends nothing that fires afterwards, and keeps it for a replay', async () => {
    world.answerWith(answered(202));
    expect(await disable(world.deps, world.id)).toMatchObject({
      status: 'disabled',
      statusReason: 'operator',
      statusSince: '2026-11-20T06:00:00Z',
    });
    await world.fire(2);
    expect(world.arrived).toEqual([]);
    expect(await world.deadLetterCodes()).toEqual(['disabled', 'disabled']);
    await enable(world.deps, world.id);
    expect(await replay(world.deps, world.id, missing)).toEqual({ count: 2 });
  });

  test('gives up the deliveries that wait for its circuit', async () => {
    await world.openCircuitWithThreeWaiting();
    await disable(world.deps, world.id);
    await world.advanceTime(10 * 60_000);
    expect(world.deliveryStates()).toEqual(Array(8).fill('dead'));
    expect(await world.status()).toBe('disabled');
  });

  test('twice changes nothing more', async () => {
    await disable(world.deps, world.id);
    world.now += 60_000;
    expect(await disable(world.deps, world.id)).toMatchObject({ statusSince: '2026-11-20T06:00:00Z' });
  });

  test('conflicts with a firing that was decided before, which then sends nothing', async () => {
    world.answerWith(answered(202));
    const commit = world.store.commit.bind(world.store);
    world.store.commit = async (partition, writes) => {
      if (!writes.some(({ key }) => key.startsWith('f.'))) return commit(partition, writes);
      world.store.commit = commit;
      await disable(world.deps, world.id);
      return commit(partition, writes);
    };
    await world.fire(1);
    expect(world.arrived).toEqual([]);
  });

  test('is refused for one that is gone, which is told to be removed and not to be enabled', async () => {
    world.answerWith(answered(410));
    await world.fire(1);
    const refused = await disable(world.deps, world.id).catch((fault) => fault);
    expect(refused).toMatchObject({ status: 409, code: 'gone', message: expect.stringContaining('remove') });
    const replayed = await replay(world.deps, world.id, missing).catch((fault) => fault);
    expect(replayed.message).toContain('subscribe again');
    for (const { message } of [refused, replayed]) expect(message).not.toContain('enable');
  });
});

describe('enabling a subscription', () => {
  test.each([
    [503, { reason: 'http-503', status: 503, outcome: 'retrying' }],
    [400, { reason: 'dormant', status: 400, outcome: 'dead' }],
  ])('keeps what is known of its last delivery, which was answered with %s', async (status, lastDelivery) => {
    world.answerWith(status === 400 ? flowTurnedOff : answered(status));
    await world.fire(5);
    await enable(world.deps, world.id);
    expect(await getSubscription(world.deps, world.id)).toMatchObject({
      status: 'active',
      consecutiveFailures: 0,
      lastDelivery,
    });
  });
});
