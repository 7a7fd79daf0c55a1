import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ASKED_SECONDS,
  flood,
  type Manner,
  manners,
  type Plan,
  startBadReceiver,
} from '../support/faults/bad-receiver.ts';
import { Chance } from '../support/faults/chance.ts';
import { kill, loseStorage, send, subscribeAll } from '../support/faults/drive.ts';
import { type Account, Ledger } from '../support/faults/ledger.ts';
import { expectedOf, type RunEvent, type Subscriber } from '../support/faults/model.ts';
import { type Message, planStream } from '../support/faults/stream.ts';
import { LocalApp, until } from '../support/local-app.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';

const KILLS = 20;
const EVENTS = 500;
const RETRY_MS = 3_000;
const ATTEMPT_TIMEOUT_MS = 3_000;
/** Much more than the emulator's queues and a busy machine take. */
const SLACK_MS = 15_000;
/** A lease lasts for four attempts, the queue may lose a message, and a sweep finds it after a minute. */
const PATIENCE_MS = 120_000;
/** Two minutes and a tenth to the retry, one in which the queue may bring it, and a little more. */
const AHEAD_MS = 200_000;
const IN_ITS_PLACE = { lost: [], firedTwice: [], unexpected: [], bodiesThatDiffer: [] };

const ledger = new Ledger([RETRY_MS, RETRY_MS, RETRY_MS]);
const plans = new Map<string, Plan>();
let app: LocalApp;
let receiver: WebhookReceiver;

beforeAll(async () => {
  const plan: Plan = (path, attempt) => plans.get(path.split('/')[1] ?? '')?.(path, attempt) ?? 'accept';
  const settings = {
    RETRY_SCHEDULE: '3s,3s,3s',
    ATTEMPT_TIMEOUT: `${ATTEMPT_TIMEOUT_MS}ms`,
    SWEEP_SCHEDULE: '*/2 * * * * *',
    HOST_IN_FLIGHT: '2s',
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.200',
  };
  [app, receiver] = await Promise.all([LocalApp.start(settings, { keepsData: true }), startBadReceiver(ledger, plan)]);
}, 90_000);

afterAll(async () => {
  await Promise.all([app?.stop(), receiver?.close()]);
});

async function account(environmentId: string): Promise<Account> {
  await app.queues.untilEmpty();
  return ledger.account(`/${environmentId}/`);
}

const delivered = () => until(() => ledger.missing.length === 0, PATIENCE_MS);

/** One after another, with pauses, so that the stream lasts about as long as the faults. */
async function sendAll(messages: readonly Message[], pauseMs: number): Promise<void> {
  for (const message of messages) {
    await send(app, message);
    await sleep(pauseMs);
  }
}

describe('the receivers misbehave', () => {
  const environmentId = 'misbehaving';
  const plan: Plan = (path, attempt) => (attempt === 1 ? (path.split('/')[2] as Manner) : 'accept');
  const attemptsOf = (manner: Manner) => ledger.arrivals.filter(({ path }) => path === `/${environmentId}/${manner}`);
  const waitOf = (manner: Manner) => (attemptsOf(manner)[1]?.at ?? 0) - (attemptsOf(manner)[0]?.at ?? 0);

  beforeAll(async () => {
    plans.set(environmentId, plan);
    const subscribers = manners.map((manner): Subscriber => {
      return { environmentId, path: `/${environmentId}/${manner}`, type: 'full-refresh-completed', parameters: {} };
    });
    await fire(environmentId, subscribers);
    await delivered();
    await app.queues.untilEmpty();
  }, 180_000);

  test('each gets its webhook in the end, once, by the same body, and none before its time', async () => {
    expect(await account(environmentId)).toMatchObject({ ...IN_ITS_PLACE, early: [], arrived: manners.length });
    expect(ledger.account(`/${environmentId}/`).doubled).toEqual({ byKill: 0, byStorage: 0, unexplained: [] });
  });

  test.each<[manner: Manner, from: number]>([
    ['unavailable', RETRY_MS],
    ['reset', RETRY_MS],
    // The attempt begins a moment before its arrival is seen.
    ['hang', ATTEMPT_TIMEOUT_MS + RETRY_MS - 1_000],
    ['redirect', RETRY_MS],
    ['retry-after-seconds', ASKED_SECONDS * 1000],
    ['retry-after-date', ASKED_SECONDS * 1000],
  ])('%s: the second attempt comes %i ms after the first or soon after that', (manner, from) => {
    expect(attemptsOf(manner).map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(waitOf(manner)).toBeGreaterThanOrEqual(from);
    expect(waitOf(manner)).toBeLessThanOrEqual(from + SLACK_MS);
  });

  test('a body without an end counts as delivered by its status and is cut off', () => {
    expect(attemptsOf('endless')).toHaveLength(1);
    expect(flood.bytes).toBeLessThan(32 * 1024 * 1024);
  });

  test('a redirect is an answer: its address is never asked', async () => {
    const { json } = await app.call('GET', `/api/subscriptions?environmentId=${environmentId}`);
    expect(JSON.stringify(json)).not.toContain('169.254');
    // Asking it would have ended otherwise than by this answer.
    const { value } = json as { value: { id: string }[] };
    const lists = await Promise.all(value.map(({ id }) => app.call('GET', `/api/subscriptions/${id}/deliveries`)));
    expect(lists.filter(({ text }) => text.includes('"status":307'))).toHaveLength(1);
  });
});

/** Subscribes them and has one full refresh end. */
async function fire(environmentId: string, subscribers: readonly Subscriber[]): Promise<void> {
  await subscribeAll(app, receiver.url, subscribers);
  const times = { endedAt: '2026-11-20T02:14:09.000Z', submission: 'manual' } as const;
  const run: RunEvent = { eventId: 'e', environmentId, operation: 'all', status: 'failed', runId: 'job', ...times };
  ledger.expect(expectedOf(subscribers, { runs: [run], samples: [] }));
  await send(app, { queue: 'refresh-status', events: [run] });
}

test('the storage goes away for three seconds in the middle of a stream: nothing is lost, nothing fires twice', async () => {
  const stream = planStream(new Chance(3), 'stormy', 200);
  await subscribeAll(app, receiver.url, stream.subscribers);
  ledger.expect(stream.expected);
  const sending = sendAll(stream.messages, 20);
  await receiver.waitFor((received) => received.some(({ path }) => path.startsWith('/stormy/')), PATIENCE_MS);
  await loseStorage(app, ledger, 3_000);
  await sending;
  await delivered();
  const { doubled, ...rest } = await account('stormy');
  expect(rest).toMatchObject(IN_ITS_PLACE);
  expect(doubled.unexplained).toEqual([]);
}, 180_000);

test(`the host and its worker are killed ${KILLS} times within ${EVENTS} events: nothing is lost, nothing fires twice`, async () => {
  const chance = new Chance(1);
  const stream = planStream(chance, 'killed', EVENTS);
  await subscribeAll(app, receiver.url, stream.subscribers);
  ledger.expect(stream.expected);
  expect(stream.messages.flatMap(({ events }) => events).length).toBeGreaterThanOrEqual(EVENTS);
  const sending = sendAll(stream.messages, 40);
  for (let kills = 0; kills < KILLS; kills++) {
    await sleep(chance.between(50, 800));
    await kill(app, ledger, kills % 2 ? 'worker' : 'host');
  }
  await sending;
  await delivered();
  const { doubled, ...rest } = await account('killed');
  process.stdout.write(
    `  ${KILLS} kills: ${rest.arrived} webhooks, ${doubled.byKill} of them sent again after a kill\n`,
  );
  expect(rest).toMatchObject({ ...IN_ITS_PLACE, arrived: stream.expected.length });
  expect(doubled.unexplained).toEqual([]);
}, 300_000);

test('the queue is emptied with 200 retries pending: the sweeper has all of them arrive', async () => {
  const environmentId = 'emptied';
  const arrivals = () => ledger.arrivals.filter(({ path }) => path.startsWith(`/${environmentId}/`));
  let isBack = false;
  plans.set(environmentId, () => (isBack ? 'accept' : 'unavailable'));
  await app.kill();
  await app.startHost({ RETRY_SCHEDULE: '2m' });
  const subscribers = Array.from({ length: 200 }, (_, index): Subscriber => {
    return { environmentId, path: `/${environmentId}/${index}`, type: 'full-refresh-completed', parameters: {} };
  });
  await fire(environmentId, subscribers);
  const pending = async () => (await app.deliveryQueue.getProperties()).approximateMessagesCount;
  await until(async () => arrivals().length === subscribers.length && (await pending()) === 200, PATIENCE_MS);
  // The worker too: what outlived its host for a moment could put a retry on the queue that has just been emptied.
  app.killWorker();
  await app.kill();
  await app.deliveryQueue.clearMessages();
  isBack = true;
  // The worker's clock goes ahead, so that nobody has to wait for the sweeper's minute of grace.
  await app.startHost({ languageWorkers__node__arguments: `--import=data:text/javascript,${AHEAD}` });
  await delivered();
  expect(await account(environmentId)).toMatchObject({ ...IN_ITS_PLACE, arrived: subscribers.length });
  expect(arrivals()).toHaveLength(400);
}, 300_000);

const AHEAD = `const{now}=Date;Date.now=()=>now()+${AHEAD_MS}`;
