import { beforeEach, describe, expect, test } from '@jest/globals';
import { sendTest } from '../../../shared/application/subscriptions/send-test.ts';
import { CircuitWorld, MINUTE } from '../../support/circuit-world.ts';
import { answered } from '../../support/world.ts';

let world: CircuitWorld;

beforeEach(async () => {
  world = await CircuitWorld.start();
});

describe('an open circuit', () => {
  test('opens at the fifth failure in a row, not at the fourth', async () => {
    await world.fire(4);
    expect(await world.status()).toBe('active');
    await world.fire(1);
    expect(await world.status()).toBe('failing');
  });

  test('is not opened by failures with a success between them', async () => {
    await world.fire(4);
    world.answer(answered(202));
    await world.fire(1);
    world.answer(answered(503));
    await world.fire(4);
    expect(await world.status()).toBe('active');
  });

  test('further deliveries wait unsent', async () => {
    await world.openWithThreeWaiting();
    expect(world.arrived).toHaveLength(5);
    expect(world.states().filter((state) => state === 'waiting')).toHaveLength(3);
  });

  test('one probe at a time goes out, by the schedule', async () => {
    await world.openWithThreeWaiting();
    const before = world.arrived.length;
    await world.pass(10 * MINUTE);
    const later = world.arrived.slice(before);
    expect(later.length).toBeGreaterThanOrEqual(3);
    expect(later.length).toBeLessThanOrEqual(11);
    expect(new Set(later.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('the first success releases the rest in order, each once', async () => {
    await world.openWithThreeWaiting();
    await world.pass(2 * MINUTE);
    world.answer(answered(202));
    const before = world.arrived.length;
    await world.pass(10 * MINUTE);
    const [probe, ...released] = world.sequences().slice(before);
    expect(released).toEqual([1, 2, 3, 4, 5, 6, 7, 8].filter((sequence) => sequence !== probe));
    expect(await world.status()).toBe('active');
    expect(new Set(world.states())).toEqual(new Set(['delivered']));
  });

  test('what waits is released also when the process dies right after the success', async () => {
    await world.openWithThreeWaiting();
    world.answer(answered(202));
    const enqueue = world.deps.deliveries.enqueue;
    world.deps.deliveries.enqueue = async (batch, delay) => {
      if (batch.kind !== 'release' || batch.work) await enqueue(batch, delay);
    };
    await world.pass(10 * MINUTE);
    expect(new Set(world.states())).toEqual(new Set(['delivered']));
  });

  test('when the probe is exhausted, the oldest that waits is the next one', async () => {
    world.retryAfter(5_000, MINUTE);
    await world.openWithThreeWaiting();
    await world.pass(4 * MINUTE);
    expect(await world.deadCodes()).toContain('exhausted');
    expect(await world.status()).toBe('failing');
    world.answer(answered(202));
    await world.pass(30 * MINUTE);
    expect(world.states().filter((state) => state === 'waiting' || state === 'retrying')).toEqual([]);
    expect(await world.status()).toBe('active');
  });

  test('nothing is left to sweep when all has been released', async () => {
    await world.openWithThreeWaiting();
    world.answer(answered(202));
    await world.pass(15 * MINUTE);
    world.now += 60 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
    for (const prefix of ['w.', 'p.', 'l.']) expect(world.rowsOf(world.id, prefix)).toEqual([]);
  });

  test('a test goes out all the same', async () => {
    await world.openWithThreeWaiting();
    await sendTest(world.deps, world.id);
    await world.drainQueue(world.now);
    expect(world.payloads().at(-1)).toMatchObject({ isTest: true });
  });
});
