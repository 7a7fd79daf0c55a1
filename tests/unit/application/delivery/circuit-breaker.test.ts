import { beforeEach, describe, expect, test } from '@jest/globals';
import { sendTest } from '../../../../shared/application/subscriptions/send-test.ts';
import { CircuitWorld, MINUTE } from '../../../support/circuit-world.ts';
import { answered } from '../../../support/world.ts';

let world: CircuitWorld;

beforeEach(async () => {
  world = await CircuitWorld.start();
});

describe('the circuit breaker', () => {
  test('opens after five consecutive failures, not after four', async () => {
    await world.fire(4);
    expect(await world.status()).toBe('active');
    await world.fire(1);
    expect(await world.status()).toBe('failing');
  });

  test('stays closed when a success interrupts the failures', async () => {
    await world.fire(4);
    world.answerWith(answered(202));
    await world.fire(1);
    world.answerWith(answered(503));
    await world.fire(4);
    expect(await world.status()).toBe('active');
  });

  test('keeps further deliveries waiting and unsent while it is open', async () => {
    await world.openCircuitWithThreeWaiting();
    expect(world.arrived).toHaveLength(5);
    expect(world.deliveryStates().filter((state) => state === 'waiting')).toHaveLength(3);
  });

  test('sends one half-open probe at a time by the retry schedule', async () => {
    await world.openCircuitWithThreeWaiting();
    const before = world.arrived.length;
    await world.advanceTime(10 * MINUTE);
    const later = world.arrived.slice(before);
    expect(later.length).toBeGreaterThanOrEqual(3);
    expect(later.length).toBeLessThanOrEqual(11);
    expect(new Set(later.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('releases the waiting deliveries in order after the first success', async () => {
    await world.openCircuitWithThreeWaiting();
    await world.advanceTime(2 * MINUTE);
    world.answerWith(answered(202));
    const before = world.arrived.length;
    await world.advanceTime(10 * MINUTE);
    const [probe, ...released] = world.arrivedSequences().slice(before);
    expect(released).toEqual([1, 2, 3, 4, 5, 6, 7, 8].filter((sequence) => sequence !== probe));
    expect(await world.status()).toBe('active');
    expect(new Set(world.deliveryStates())).toEqual(new Set(['delivered']));
  });

  test('releases the waiting deliveries even when the release message is lost', async () => {
    await world.openCircuitWithThreeWaiting();
    world.answerWith(answered(202));
    const enqueue = world.deps.deliveries.enqueue;
    world.deps.deliveries.enqueue = async (batch, delay) => {
      if (batch.kind !== 'release' || batch.work) await enqueue(batch, delay);
    };
    await world.advanceTime(10 * MINUTE);
    expect(new Set(world.deliveryStates())).toEqual(new Set(['delivered']));
  });

  test('makes the oldest waiting delivery the next probe when the probe is exhausted', async () => {
    world.setRetrySchedule(5_000, MINUTE);
    await world.openCircuitWithThreeWaiting();
    await world.advanceTime(4 * MINUTE);
    expect(await world.deadLetterCodes()).toContain('exhausted');
    expect(await world.status()).toBe('failing');
    world.answerWith(answered(202));
    await world.advanceTime(30 * MINUTE);
    expect(world.deliveryStates().filter((state) => state === 'waiting' || state === 'retrying')).toEqual([]);
    expect(await world.status()).toBe('active');
  });

  test('leaves nothing to sweep after all deliveries were released', async () => {
    await world.openCircuitWithThreeWaiting();
    world.answerWith(answered(202));
    await world.advanceTime(15 * MINUTE);
    world.now += 60 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
    for (const prefix of ['w.', 'p.', 'l.']) expect(world.rowsOf(world.id, prefix)).toEqual([]);
  });

  test('lets a test notification through while it is open', async () => {
    await world.openCircuitWithThreeWaiting();
    await sendTest(world.deps, world.id);
    await world.drainQueue(world.now);
    expect(world.payloads().at(-1)).toMatchObject({ isTest: true });
  });
});
