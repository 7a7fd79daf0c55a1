import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../../../shared/application/list-dead-letters.ts';
import { getSubscription } from '../../../shared/application/read-subscriptions.ts';
import { unsubscribe } from '../../../shared/application/unsubscribe.ts';
import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import { refreshEvent } from '../../support/event-builders.ts';
import { answered, World } from '../../support/world.ts';

let world: World;
let answer: SendResult;
let id = '';
let token = '';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const BAD = 'https://flow.example/bad';

beforeEach(async () => {
  world = new World();
  world.deps.settings = { ...world.deps.settings, retrySchedule: [5 * SECOND, ...Array<number>(10).fill(MINUTE)] };
  answer = answered(503);
  world.answers.set(BAD, () => answer);
  const created = await world.subscribe('data-source-refresh-failed', { callbackUrl: BAD });
  id = created.subscription.id;
  token = created.token;
});

let runs = 0;

async function fire(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await world.receive('refresh-status', refreshEvent({ runId: `run-${++runs}` }));
    await world.drainQueue(world.now);
  }
}

/** Lets time pass, with the queue and a sweep every minute. */
async function pass(milliseconds: number): Promise<void> {
  const end = world.now + milliseconds;
  while (world.now < end) {
    await world.drainQueue(Math.min(end, world.now + MINUTE));
    world.now = Math.min(end, world.now + MINUTE);
    await world.sweep();
  }
  await world.drainQueue(world.now);
}

const status = async () => (await getSubscription(world.deps, id)).status;
const sequences = () => world.payloads(BAD).map(({ sequence }) => sequence);
const states = () => world.store.rowsUnder(id.split('.')[0] ?? '', 'd.').map(({ data }) => Object(data).state);
const deadCodes = async () => (await listDeadLetters(world.deps, { source: 'delivery' })).value.map(({ code }) => code);

/** Five firings fail, and three more come. */
async function openWithThreeWaiting(): Promise<void> {
  await fire(5);
  expect(await status()).toBe('failing');
  await fire(3);
}

describe('an open circuit', () => {
  test('opens at the fifth failure in a row, not at the fourth', async () => {
    await fire(4);
    expect(await status()).toBe('active');
    await fire(1);
    expect(await status()).toBe('failing');
  });

  test('is not opened by failures with a success between them', async () => {
    await fire(4);
    answer = answered(202);
    await fire(1);
    answer = answered(503);
    await fire(4);
    expect(await status()).toBe('active');
  });

  test('further deliveries wait unsent', async () => {
    await openWithThreeWaiting();
    expect(world.arrived).toHaveLength(5);
    expect(states().filter((state) => state === 'waiting')).toHaveLength(3);
  });

  test('one probe at a time goes out, by the schedule', async () => {
    await openWithThreeWaiting();
    const before = world.arrived.length;
    await pass(10 * MINUTE);
    const later = world.arrived.slice(before);
    expect(later.length).toBeGreaterThanOrEqual(3);
    expect(later.length).toBeLessThanOrEqual(11);
    expect(new Set(later.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('the first success releases the rest in order, each once', async () => {
    await openWithThreeWaiting();
    await pass(2 * MINUTE);
    answer = answered(202);
    const before = world.arrived.length;
    await pass(10 * MINUTE);
    const [probe, ...released] = sequences().slice(before);
    expect(released).toEqual([1, 2, 3, 4, 5, 6, 7, 8].filter((sequence) => sequence !== probe));
    expect(await status()).toBe('active');
    expect(new Set(states())).toEqual(new Set(['delivered']));
  });

  test('what waits is released also when the process dies right after the success', async () => {
    await openWithThreeWaiting();
    answer = answered(202);
    const enqueue = world.deps.deliveries.enqueue;
    world.deps.deliveries.enqueue = async (batch, delay) => {
      if (batch.group !== 'release' || batch.work) await enqueue(batch, delay);
    };
    await pass(10 * MINUTE);
    expect(new Set(states())).toEqual(new Set(['delivered']));
  });

  test('when the probe is exhausted, the oldest that waits is the next one', async () => {
    world.deps.settings = { ...world.deps.settings, retrySchedule: [5 * SECOND, MINUTE] };
    await openWithThreeWaiting();
    await pass(4 * MINUTE);
    expect(await deadCodes()).toContain('exhausted');
    expect(await status()).toBe('failing');
    answer = answered(202);
    await pass(30 * MINUTE);
    expect(states().filter((state) => state === 'waiting' || state === 'retrying')).toEqual([]);
    expect(await status()).toBe('active');
  });

  test('nothing is left to sweep when all has been released', async () => {
    await openWithThreeWaiting();
    answer = answered(202);
    await pass(15 * MINUTE);
    world.now += 60 * MINUTE;
    expect(await world.sweep()).toMatchObject({ deliveries: 0, fanOuts: 0 });
    const partition = id.split('.')[0] ?? '';
    for (const prefix of ['w.', 'p.', 'l.']) expect(world.store.rowsUnder(partition, prefix)).toEqual([]);
  });

  test('a test goes out all the same', async () => {
    await openWithThreeWaiting();
    const { sendTest } = await import('../../../shared/application/send-test.ts');
    await sendTest(world.deps, id);
    await world.drainQueue(world.now);
    expect(world.payloads(BAD).at(-1)).toMatchObject({ isTest: true });
  });
});

describe('the end of a subscription that fails', () => {
  test('what waits becomes dead letters when it is deleted', async () => {
    await openWithThreeWaiting();
    await unsubscribe(world.deps, id, token);
    await pass(5 * MINUTE);
    expect(await deadCodes()).toEqual(Array(8).fill('unsubscribed'));
  });

  test('what waits becomes dead letters when its flow is gone', async () => {
    await openWithThreeWaiting();
    answer = answered(410);
    await pass(5 * MINUTE);
    expect(await status()).toBe('gone');
    expect(await deadCodes()).toEqual(Array(8).fill('gone'));
  });

  test('only failures for five days disable it, and what waits becomes dead letters', async () => {
    world.deps.settings = { ...world.deps.settings, retrySchedule: Array<number>(30).fill(10 * 60 * MINUTE) };
    await openWithThreeWaiting();
    await pass(4.5 * 24 * 60 * MINUTE);
    expect(await status()).toBe('failing');
    await pass(2 * 24 * 60 * MINUTE);
    expect(await status()).toBe('disabled');
    expect((await deadCodes()).filter((code) => code === 'disabled')).toHaveLength(8);
    await fire(1);
    expect(await deadCodes()).toHaveLength(9);
  });

  test('subscribing again closes the circuit and releases what waits', async () => {
    await openWithThreeWaiting();
    answer = answered(202);
    await world.subscribe('data-source-refresh-failed', { callbackUrl: BAD });
    await pass(5 * MINUTE);
    expect(await status()).toBe('active');
    expect(new Set(states())).toEqual(new Set(['delivered']));
  });
});

describe('one bad endpoint among others', () => {
  test('a slow one holds eight places at most; what comes on top goes back to the queue', async () => {
    let hanging = 0;
    let most = 0;
    const holds: (() => void)[] = [];
    const send = world.deps.sender.send;
    world.deps.sender.send = async (request) => {
      most = Math.max(most, ++hanging);
      await new Promise<void>((done) => void holds.push(done));
      hanging--;
      return send(request);
    };
    answer = answered(202);
    const all = world.receive(
      'refresh-status',
      Array.from({ length: 20 }, () => refreshEvent({ runId: `run-${++runs}` })),
    );
    const freeing = setInterval(() => holds.shift()?.(), 1);
    await all;
    await world.drainQueue();
    clearInterval(freeing);
    expect(most).toBeLessThanOrEqual(8);
    expect(new Set(sequences()).size).toBe(20);
  });
});
