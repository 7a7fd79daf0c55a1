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
const ATTEMPT_TIMEOUT_MS = 2_000;
/** Twenty seconds to the retry, a minute in which the queue may bring it, and a little more. */
const AHEAD_MS = 90_000;
const IN_ITS_PLACE = { lost: [], firedTwice: [], unexpected: [], bodiesThatDiffer: [] };

const ledger = new Ledger([RETRY_MS, RETRY_MS, RETRY_MS]);
const plans = new Map<string, Plan>();
let app: LocalApp;
let receiver: WebhookReceiver;

beforeAll(async () => {
  const plan: Plan = (path, attempt) => plans.get(path.split('/')[1] ?? '')?.(path, attempt) ?? 'accept';
  const settings = {
    RETRY_SCHEDULE: '3s,3s,3s',
    ATTEMPT_TIMEOUT: '2s',
    SWEEP_SCHEDULE: '*/2 * * * * *',
    HOST_IN_FLIGHT: '2s',
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.200',
  };
  [app, receiver] = await Promise.all([LocalApp.start(settings, { keepsData: true }), startBadReceiver(ledger, plan)]);
}, 90_000);

afterAll(async () => {
  await Promise.all([app.stop(), receiver.close()]);
});

async function account(environmentId: string): Promise<Account> {
  await app.queues.untilEmpty();
  return ledger.account(`/${environmentId}/`);
}

const delivered = (deadlineMs: number) => until(() => ledger.missing.length === 0, deadlineMs);

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
    await delivered(20_000);
    await app.queues.untilEmpty();
  }, 60_000);

  test('each gets its webhook in the end, once, by the same body, and none before its time', async () => {
    expect(await account(environmentId)).toMatchObject({ ...IN_ITS_PLACE, early: [], arrived: manners.length });
    expect(ledger.account(`/${environmentId}/`).doubled).toEqual({ byKill: 0, byStorage: 0, unexplained: [] });
  });

  test.each<[manner: Manner, from: number, to: number]>([
    ['unavailable', RETRY_MS, 6_000],
    ['reset', RETRY_MS, 6_000],
    ['hang', ATTEMPT_TIMEOUT_MS + RETRY_MS, 8_500],
    ['redirect', RETRY_MS, 6_000],
    ['retry-after-seconds', ASKED_SECONDS * 1000, ASKED_SECONDS * 1000 + 2_500],
    ['retry-after-date', ASKED_SECONDS * 1000, ASKED_SECONDS * 1000 + 3_500],
  ])('%s: the second attempt comes from %i to %i ms after the first', (manner, from, to) => {
    expect(attemptsOf(manner).map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(waitOf(manner)).toBeGreaterThanOrEqual(from);
    expect(waitOf(manner)).toBeLessThanOrEqual(to);
  });

  test('a body without an end counts as delivered by its status and is cut off', () => {
    expect(attemptsOf('endless')).toHaveLength(1);
    expect(flood.bytes).toBeLessThan(32 * 1024 * 1024);
  });

  test('a redirect is an answer: its address is never asked', async () => {
    const { json } = await app.call('GET', `/api/subscriptions?environmentId=${environmentId}`);
    expect(JSON.stringify(json)).not.toContain('169.254');
    // Asking it would have hung until the attempt timed out.
    expect(waitOf('redirect')).toBeLessThan(waitOf('hang'));
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
  await Promise.all(stream.messages.map((message) => send(app, message)));
  await receiver.waitFor((received) => received.filter(({ path }) => path.startsWith('/stormy/')).length >= 10, 10_000);
  expect(ledger.missing.length).toBeGreaterThan(0);
  await loseStorage(app, ledger, 3_000);
  await delivered(20_000);
  const { doubled, ...rest } = await account('stormy');
  expect(rest).toMatchObject(IN_ITS_PLACE);
  expect(doubled.unexplained).toEqual([]);
}, 60_000);

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
  await delivered(30_000);
  const { doubled, ...rest } = await account('killed');
  process.stdout.write(
    `  ${KILLS} kills: ${rest.arrived} webhooks, ${doubled.byKill} of them sent again after a kill\n`,
  );
  expect(rest).toMatchObject({ ...IN_ITS_PLACE, arrived: stream.expected.length });
  expect(doubled.unexplained).toEqual([]);
}, 90_000);

test('the queue is emptied with 200 retries pending: the sweeper has all of them arrive', async () => {
  const environmentId = 'emptied';
  let isBack = false;
  plans.set(environmentId, () => (isBack ? 'accept' : 'unavailable'));
  await app.kill();
  await app.startHost({ RETRY_SCHEDULE: '20s' });
  const subscribers = Array.from({ length: 200 }, (_, index): Subscriber => {
    return { environmentId, path: `/${environmentId}/${index}`, type: 'full-refresh-completed', parameters: {} };
  });
  await fire(environmentId, subscribers);
  await until(async () => (await app.deliveryQueue.getProperties()).approximateMessagesCount === subscribers.length);
  await app.kill();
  await app.deliveryQueue.clearMessages();
  isBack = true;
  // The worker's clock goes ahead, so that nobody has to wait for the sweeper's minute of grace.
  await app.startHost({ languageWorkers__node__arguments: `--import=data:text/javascript,${AHEAD}` });
  await delivered(20_000);
  expect(await account(environmentId)).toMatchObject({ ...IN_ITS_PLACE, arrived: subscribers.length });
  expect(ledger.arrivals.filter(({ path }) => path.startsWith(`/${environmentId}/`))).toHaveLength(400);
}, 60_000);

const AHEAD = `const{now}=Date;Date.now=()=>now()+${AHEAD_MS}`;
