import { beforeEach, describe, expect, test } from '@jest/globals';
import { takeDeliveryMessage } from '../../../../shared/application/attempt/take-delivery-message.ts';
import { ContentionError, StorageUnavailableError } from '../../../../shared/application/errors.ts';
import { takeMessage } from '../../../../shared/application/events/take-message.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { World } from '../../../support/world.ts';

const MINUTE = 60_000;

let world: World;
/** The copies of postponed messages that wait on the queue. */
let copies: { text: string; visibleAt: number }[];

beforeEach(async () => {
  world = new World();
  copies = [];
  world.deps.events.publish = async (_queue, text, delay = 0) => {
    copies.push({ text, visibleAt: world.now + delay });
  };
  await world.subscribe('data-source-refresh-failed', {});
});

const take = (message: unknown) => takeMessage(world.deps, { queue: 'refresh-status', message, insertedAt: world.now });

/** Lets every commit fail, until the function that it returns is called. */
function failCommits(fault: () => unknown): () => void {
  const { commit } = world.store;
  world.store.commit = () => Promise.reject(fault());
  return () => {
    world.store.commit = commit;
  };
}

const unavailable = () => new StorageUnavailableError(new Error('connect ECONNREFUSED'));

describe('an event whose storage is unavailable', () => {
  test('is postponed as a copy of itself, so that its deliveries are never used up', async () => {
    const restore = failCommits(unavailable);
    const event = refreshEvent({ runId: 'job-1' });
    expect(await take(event)).toMatchObject({ kind: 'postponed' });
    for (let retry = 0; retry < 240; retry++) {
      const [copy] = copies.splice(0);
      world.now = copy?.visibleAt ?? 0;
      expect(await take(JSON.parse(copy?.text ?? ''))).toMatchObject({ kind: 'postponed' });
    }
    restore();
    expect(JSON.parse(copies[0]?.text ?? '')).toEqual(event);
    expect(await take(JSON.parse(copies[0]?.text ?? ''))).toMatchObject({ kind: 'handled', tally: { fires: 1 } });
    expect(world.arrived).toHaveLength(1);
  });

  test('comes back together with events that were postponed at other moments', async () => {
    failCommits(unavailable);
    for (const wait of [0, 4_000, 17_000]) {
      world.now += wait;
      await take(refreshEvent({ runId: `job-${wait}` }));
    }
    expect(new Set(copies.map(({ visibleAt }) => visibleAt)).size).toBe(1);
    expect((copies[0]?.visibleAt ?? 0) - world.now).toBeLessThanOrEqual(MINUTE / 2);
  });

  test.each<[fault: string, fault: () => unknown]>([
    ['contention that lasts', () => new ContentionError(12)],
    ['several transient faults', () => new AggregateError([unavailable(), unavailable()])],
  ])('is also postponed after %s', async (_fault, fault) => {
    failCommits(fault);
    expect(await take(refreshEvent({}))).toMatchObject({ kind: 'postponed' });
  });

  test('is postponed when only the dead letter of an unreadable message cannot be written', async () => {
    failCommits(unavailable);
    expect(await take('no JSON')).toMatchObject({ kind: 'postponed' });
    expect(copies[0]?.text).toBe('no JSON');
  });

  test('uses up one of its deliveries when the queue is unavailable too', async () => {
    failCommits(unavailable);
    world.deps.events.publish = () => Promise.reject(unavailable());
    await expect(take(refreshEvent({}))).rejects.toThrow(StorageUnavailableError);
  });
});

test.each<[fault: string, fault: () => unknown]>([
  ['a fault of the application', () => new TypeError('x is not a function')],
  ['a mixture of faults', () => new AggregateError([unavailable(), new Error('a bug')])],
  ['no fault at all', () => new AggregateError([])],
])('an event uses up one of its deliveries after %s', async (_fault, fault) => {
  failCommits(fault);
  await expect(take(refreshEvent({}))).rejects.toThrow();
  expect(copies).toEqual([]);
});

test('a delivery message whose storage is unavailable is left to the sweeper', async () => {
  world.answers.set('https://flow.example/run?sig=hush', () => ({ kind: 'failed', reason: 'timeout' }));
  await world.receive('refresh-status', refreshEvent({}));
  const [retry] = world.queue.splice(0);
  world.now = retry?.visibleAt ?? 0;
  const { range } = world.store;
  world.store.range = () => Promise.reject(unavailable());
  const taken = retry && (await takeDeliveryMessage(world.deps, retry.batch));
  expect(taken).toMatchObject({ kind: 'left-to-sweeper' });
  world.store.range = range;
  world.now += MINUTE;
  await world.sweep();
  expect(world.queue).toHaveLength(1);
});
