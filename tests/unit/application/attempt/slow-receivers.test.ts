import { beforeEach, expect, test } from '@jest/globals';
import { handleDeliveryMessage } from '../../../../shared/application/attempt/deliver-batch.ts';
import { ConflictError } from '../../../../shared/application/errors.ts';
import { replay } from '../../../../shared/application/operator/replay.ts';
import { refreshEvent } from '../../../support/event-builders.ts';
import { OperatorWorld } from '../../../support/operator-world.ts';

/* A slow receiver gets a limited number of concurrent attempts, and its backlog does not grow more expensive. */

/** The limit of concurrent attempts to one subscription in one process. */
const SUBSCRIPTION_LIMIT = 12;
/** The limit of concurrent attempts in one process, over all subscriptions. */
const PROCESS_LIMIT = 2_048;
const SLOW = 'https://slow.example/';

let world: OperatorWorld;
let slow: string;
/** The attempts without an answer yet. Calling one answers it. */
let unanswered: (() => void)[];

beforeEach(async () => {
  world = new OperatorWorld();
  unanswered = [];
  const { send } = world.deps.sender;
  world.deps.sender = {
    send: async (request) => {
      if (request.url.startsWith(SLOW)) await new Promise<void>((answers) => void unanswered.push(answers));
      return send(request);
    },
  };
  slow = await world.createSubscription({ callbackUrl: `${SLOW}run` });
});

/** Waits until all work that is not blocked has run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Answers attempts as they come until the work is done. */
async function answerUntilDone(work: Promise<unknown>): Promise<void> {
  const answers = setInterval(() => unanswered.shift()?.(), 0);
  await work;
  clearInterval(answers);
}

/** Puts `count` deliveries to the slow receiver on the queue, each in its own message. */
async function backlog(count: number): Promise<void> {
  await answerUntilDone(world.fireRuns(count));
  await answerUntilDone(world.drainQueue());
  world.arrived.length = 0;
  await replay(world.deps, slow, { since: '2026-01-01T00:00:00Z', include: 'all' });
}

/** Handles all visible messages at the same time, each in its own invocation. */
function handleVisibleMessages(): Promise<unknown> {
  const due = world.queue.filter(({ visibleAt }) => visibleAt <= world.now);
  world.queue = world.queue.filter((message) => !due.includes(message));
  return Promise.all(due.map(({ batch }) => handleDeliveryMessage(world.deps, batch)));
}

test(`the attempt limiter allows ${SUBSCRIPTION_LIMIT} concurrent attempts to one subscription and delays the rest`, async () => {
  await backlog(20);
  const work = handleVisibleMessages();
  await settled();
  expect(unanswered).toHaveLength(SUBSCRIPTION_LIMIT);
  const firing = world.fireRun('job-more');
  await settled();
  expect(unanswered).toHaveLength(SUBSCRIPTION_LIMIT);
  await answerUntilDone(Promise.all([work, firing]));
  await answerUntilDone(world.drainQueue());
  expect(new Set(world.payloads().map(({ notificationId }) => notificationId)).size).toBe(21);
  expect(world.arrived).toHaveLength(21);
});

test('the attempt limiter postpones a delivery longer each time the limit is reached', async () => {
  await backlog(SUBSCRIPTION_LIMIT + 3);
  const work = handleVisibleMessages();
  await settled();
  const waits: number[] = [];
  for (let round = 0; round < 5; round++) {
    const wait = Math.max(...world.queue.map(({ visibleAt }) => visibleAt)) - world.now;
    waits.push(wait);
    expect(world.queue).toHaveLength(3);
    world.now += wait;
    await Promise.all([world.sweep(), handleVisibleMessages()]);
  }
  expect(waits).toEqual([4_000, 8_000, 15_000, 30_000, 38_000]);
  await answerUntilDone(work);
});

test('the attempt limiter does not delay a webhook to another receiver', async () => {
  await world.createSubscription({ callbackUrl: 'https://quick.example/run', dataSource: 'quick' });
  await backlog(24);
  const work = handleVisibleMessages();
  await settled();
  await world.receive('refresh-status', refreshEvent({ runId: 'job-quick', name: 'quick' }));
  expect(world.payloads('https://quick.example/run')).toHaveLength(1);
  await answerUntilDone(work);
});

test('the attempt limiter frees the slots of a commit that fails or conflicts', async () => {
  const commit = world.store.commit.bind(world.store);
  let conflicts = 0;
  world.store.commit = async (partition, writes) => {
    if (!writes.some(({ key }) => key.startsWith('f.')) || conflicts++ >= 2 * SUBSCRIPTION_LIMIT)
      return commit(partition, writes);
    throw conflicts % 2 ? new Error('the storage is away') : new ConflictError();
  };
  for (let run = 0; conflicts < 2 * SUBSCRIPTION_LIMIT; run++)
    await answerUntilDone(world.fireRun(`job-${run}`).catch(() => {}));
  const firing = Promise.all(
    Array.from({ length: SUBSCRIPTION_LIMIT }, (_, index) => world.fireRun(`job-good-${index}`)),
  );
  await settled();
  expect(unanswered).toHaveLength(SUBSCRIPTION_LIMIT);
  await answerUntilDone(firing);
});

test(`the attempt limiter allows ${PROCESS_LIMIT} attempts in one process and sends the rest through the queue`, async () => {
  for (let index = 0; index < 15; index++)
    await world.createSubscription({ callbackUrl: `${SLOW}${index}`, dataSource: 'many' });
  const topics = Array.from({ length: 140 }, (_, index) => `environment-${index}`);
  for (const environmentId of topics) {
    for (let index = 0; index < 16; index++)
      await world.createSubscription({ environmentId, callbackUrl: `${SLOW}${environmentId}/${index}` });
  }
  const work = world.receive(
    'refresh-status',
    topics.map((environmentId) => refreshEvent({ environmentId })),
  );
  await settled();
  expect(unanswered).toHaveLength(PROCESS_LIMIT);
  await answerUntilDone(work);
  await answerUntilDone(world.drainQueue());
  expect(world.arrived).toHaveLength(140 * 16);
});
