import { beforeEach, expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import { ConflictError } from '../../../shared/application/errors.ts';
import { replay } from '../../../shared/application/operator/replay.ts';
import { refreshEvent } from '../../support/event-builders.ts';
import { OperatorWorld } from '../../support/operator-world.ts';

/* One slow endpoint never takes every place, nor does what waits for it cost more and more. */

/** At most so many attempts to one subscription are under way in a process. */
const PLACES = 12;
/** So many first attempts, to whomever. */
const FIRST_ATTEMPTS = 256;
const SLOW = 'https://slow.example/';

let world: OperatorWorld;
let slow: string;
/** Attempts that have not been answered: each ends its own. */
let hanging: (() => void)[];

beforeEach(async () => {
  world = new OperatorWorld();
  hanging = [];
  const { send } = world.deps.sender;
  world.deps.sender = {
    send: async (request) => {
      if (request.url.startsWith(SLOW)) await new Promise<void>((answers) => void hanging.push(answers));
      return send(request);
    },
  };
  slow = await world.subscribed({ callbackUrl: `${SLOW}run` });
});

/** Lets everything happen that waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Attempts are answered as they come, until the work is done. */
async function answering(work: Promise<unknown>): Promise<void> {
  const answers = setInterval(() => hanging.shift()?.(), 0);
  await work;
  clearInterval(answers);
}

/** So many deliveries to the slow one have a message each on the queue; nothing is under way. */
async function backlog(count: number): Promise<void> {
  await answering(world.firedTimes(count));
  await answering(world.drainQueue());
  world.arrived.length = 0;
  await replay(world.deps, slow, { since: '2026-01-01T00:00:00Z', include: 'all' });
}

/** All that is visible, each message by an invocation of its own, all at the same time. */
function takeAll(): Promise<unknown> {
  const due = world.queue.filter(({ visibleAt }) => visibleAt <= world.now);
  world.queue = world.queue.filter((message) => !due.includes(message));
  return Promise.all(due.map(({ batch }) => handleDeliveryMessage(world.deps, batch)));
}

test(`first attempts and retries of one subscription have ${PLACES} places together; the rest comes later`, async () => {
  await backlog(20);
  const work = takeAll();
  await settled();
  expect(hanging).toHaveLength(PLACES);
  const firing = world.fired('job-more');
  await settled();
  expect(hanging).toHaveLength(PLACES);
  await answering(Promise.all([work, firing]));
  await answering(world.drainQueue());
  expect(new Set(world.payloads().map(({ notificationId }) => notificationId)).size).toBe(21);
  expect(world.arrived).toHaveLength(21);
});

test('what had no place is due later, the later the more often that happens, and is not overdue', async () => {
  await backlog(PLACES + 3);
  const work = takeAll();
  await settled();
  const waits: number[] = [];
  for (let round = 0; round < 5; round++) {
    const wait = Math.max(...world.queue.map(({ visibleAt }) => visibleAt)) - world.now;
    waits.push(wait);
    expect(world.queue).toHaveLength(3);
    world.now += wait;
    await Promise.all([world.sweep(), takeAll()]);
  }
  expect(waits).toEqual([4_000, 8_000, 15_000, 30_000, 38_000]);
  await answering(work);
});

test('another endpoint gets its webhook at once meanwhile', async () => {
  await world.subscribed({ callbackUrl: 'https://quick.example/run', dataSource: 'quick' });
  await backlog(24);
  const work = takeAll();
  await settled();
  await world.receive('refresh-status', refreshEvent({ runId: 'job-quick', name: 'quick' }));
  expect(world.payloads('https://quick.example/run')).toHaveLength(1);
  await answering(work);
});

test('a commit that has to be made again, or fails, keeps no place', async () => {
  const commit = world.store.commit.bind(world.store);
  let conflicts = 0;
  world.store.commit = async (partition, writes) => {
    if (!writes.some(({ key }) => key.startsWith('f.')) || conflicts++ >= 2 * PLACES) return commit(partition, writes);
    throw conflicts % 2 ? new Error('the storage is away') : new ConflictError();
  };
  for (let run = 0; conflicts < 2 * PLACES; run++) await answering(world.fired(`job-${run}`).catch(() => {}));
  const firing = Promise.all(Array.from({ length: PLACES }, (_, index) => world.fired(`job-good-${index}`)));
  await settled();
  expect(hanging).toHaveLength(PLACES);
  await answering(firing);
});

test(`those who commit have ${FIRST_ATTEMPTS} places together; what fires beyond that goes through the queue`, async () => {
  for (let index = 0; index < 15; index++)
    await world.subscribed({ callbackUrl: `${SLOW}${index}`, dataSource: 'many' });
  const topics = Array.from({ length: 20 }, (_, index) => `environment-${index}`);
  for (const environmentId of topics) {
    for (let index = 0; index < 16; index++)
      await world.subscribed({ environmentId, callbackUrl: `${SLOW}${environmentId}/${index}` });
  }
  const work = world.receive(
    'refresh-status',
    topics.map((environmentId) => refreshEvent({ environmentId })),
  );
  await settled();
  expect(hanging).toHaveLength(FIRST_ATTEMPTS);
  await answering(work);
  await answering(world.drainQueue());
  expect(world.arrived).toHaveLength(20 * 16);
});
