import { beforeEach, describe, expect, test } from '@jest/globals';
import { unsubscribe } from '../../../../shared/application/subscriptions/unsubscribe.ts';
import { CircuitWorld, MINUTE } from '../../../support/circuit-world.ts';
import { answered } from '../../../support/world.ts';

let world: CircuitWorld;

beforeEach(async () => {
  world = await CircuitWorld.start();
});

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a subscription with an open circuit', () => {
  test('turns its waiting deliveries into dead letters when it is deleted', async () => {
    await world.openCircuitWithThreeWaiting();
    await unsubscribe(world.deps, world.id, world.token);
    await world.advanceTime(5 * MINUTE);
    expect(await world.deadLetterCodes()).toEqual(Array(8).fill('unsubscribed'));
  });

  test('turns its waiting deliveries into dead letters when its flow is gone', async () => {
    await world.openCircuitWithThreeWaiting();
    world.answerWith(answered(410));
    await world.advanceTime(5 * MINUTE);
    expect(await world.status()).toBe('gone');
    expect(await world.deadLetterCodes()).toEqual(Array(8).fill('gone'));
  });

  test('is disabled after five days of failures and its waiting deliveries become dead letters', async () => {
    world.setRetrySchedule(...Array<number>(30).fill(10 * HOUR));
    await world.openCircuitWithThreeWaiting();
    await world.advanceTime(4.5 * DAY);
    expect(await world.status()).toBe('failing');
    await world.advanceTime(2 * DAY);
    expect(await world.status()).toBe('disabled');
    expect((await world.deadLetterCodes()).filter((code) => code === 'disabled')).toHaveLength(8);
    await world.fire(1);
    expect(await world.deadLetterCodes()).toHaveLength(9);
  });

  test('is closed by subscribing again, which delivers the waiting deliveries', async () => {
    await world.openCircuitWithThreeWaiting();
    world.answerWith(answered(202));
    await world.createSubscription();
    await world.advanceTime(5 * MINUTE);
    expect(await world.status()).toBe('active');
    expect(new Set(world.deliveryStates())).toEqual(new Set(['delivered']));
  });
});
