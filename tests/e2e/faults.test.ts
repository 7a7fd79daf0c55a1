import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  type Behavior,
  behaviors,
  flood,
  type Plan,
  RETRY_AFTER_SECONDS,
  startBadReceiver,
} from '../support/faults/bad-receiver.ts';
import { kill, loseStorage, send, subscribeAll } from '../support/faults/drive.ts';
import { expectedWebhooks, type RunEvent, type Subscriber } from '../support/faults/expected-webhooks.ts';
import { type Account, Ledger } from '../support/faults/ledger.ts';
import { type Message, planStream } from '../support/faults/stream.ts';
import { LocalApp } from '../support/local-app.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import type { WebhookReceiver } from '../support/webhook-receiver.ts';

const KILLS = 20;
const EVENTS = 500;
const RETRY_MS = 3_000;
const ATTEMPT_TIMEOUT_MS = 3_000;
/** Well above the delay of the emulator's queues on a busy machine. */
const SLACK_MS = 15_000;
/** Covers a lease of an attempt and 90 s, and the minute until a sweep finds a lost message. */
const PATIENCE_MS = 200_000;
/** Covers a lease, the retry after at most 132 s, the minute of grace after it, and some seconds more. */
const AHEAD_MS = 200_000;
const NO_VIOLATIONS = { lost: [], firedTwice: [], unexpected: [], bodiesThatDiffer: [] };

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

const allDelivered = () =>
  eventually(
    () => `every expected webhook; missing: ${ledger.missing.slice(0, 10).join('; ')}`,
    () => ledger.missing.length === 0,
    PATIENCE_MS,
  );

/** Sends the messages one after another, with pauses, so that the stream lasts about as long as the faults. */
async function sendAll(messages: readonly Message[], pauseMs: number): Promise<void> {
  for (const message of messages) {
    await send(app, message);
    await sleep(pauseMs);
  }
}

describe('misbehaving receivers', () => {
  const environmentId = 'misbehaving';
  const plan: Plan = (path, attempt) => (attempt === 1 ? (path.split('/')[2] as Behavior) : 'accept');
  const attemptsOf = (one: Behavior) => ledger.arrivals.filter(({ path }) => path === `/${environmentId}/${one}`);
  const waitOf = (one: Behavior) => (attemptsOf(one)[1]?.at ?? 0) - (attemptsOf(one)[0]?.at ?? 0);

  beforeAll(async () => {
    plans.set(environmentId, plan);
    const subscribers = behaviors.map((behavior) => subscriberOf(environmentId, behavior));
    await fire(environmentId, subscribers);
    await allDelivered();
    await app.queues.untilEmpty();
  }, 180_000);

  test('each receiver accepts its webhook once; every attempt has the same body and none comes early', async () => {
    expect(await account(environmentId)).toMatchObject({ ...NO_VIOLATIONS, early: [], arrived: behaviors.length });
    expect(ledger.account(`/${environmentId}/`).repeated).toEqual({ byKill: 0, byStorage: 0, unexplained: [] });
  });

  test.each<[behavior: Behavior, from: number]>([
    ['unavailable', RETRY_MS],
    ['reset', RETRY_MS],
    // The attempt starts a moment before its arrival is recorded.
    ['hang', ATTEMPT_TIMEOUT_MS + RETRY_MS - 1_000],
    ['redirect', RETRY_MS],
    ['retry-after-seconds', RETRY_AFTER_SECONDS * 1000],
    ['retry-after-date', RETRY_AFTER_SECONDS * 1000],
  ])('%s: the second attempt comes at least %i ms after the first, and soon after that', (behavior, from) => {
    expect(attemptsOf(behavior).map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(waitOf(behavior)).toBeGreaterThanOrEqual(from);
    expect(waitOf(behavior)).toBeLessThanOrEqual(from + SLACK_MS);
  });

  test('a 2xx with an endless body counts as delivered, and the body is cut off', () => {
    expect(attemptsOf('endless')).toHaveLength(1);
    expect(flood.bytes).toBeLessThan(32 * 1024 * 1024);
  });

  test('a redirect is a failed attempt, and its target is never requested', async () => {
    const { json } = await app.call('GET', `/api/subscriptions?environmentId=${environmentId}`);
    expect(JSON.stringify(json)).not.toContain('169.254');
    // A request to the target would have left another result than this status.
    const { value } = json as { value: { id: string }[] };
    const lists = await Promise.all(value.map(({ id }) => app.call('GET', `/api/subscriptions/${id}/deliveries`)));
    expect(lists.filter(({ text }) => text.includes('"status":307'))).toHaveLength(1);
  });
});

/** A subscriber to every full refresh of an environment. */
function subscriberOf(environmentId: string, name: string | number): Subscriber {
  const path = `/${environmentId}/${name}`;
  return { environmentId, path, triggerType: 'full-refresh-completed', parameters: {} };
}

/** Creates the subscriptions and sends one full refresh that ended. */
async function fire(environmentId: string, subscribers: readonly Subscriber[]): Promise<void> {
  await subscribeAll(app, receiver.url, subscribers);
  const times = { endedAt: '2026-11-20T02:14:09.000Z', submission: 'manual' } as const;
  const run: RunEvent = { eventId: 'e', environmentId, operation: 'all', status: 'failed', runId: 'job', ...times };
  ledger.expect(expectedWebhooks(subscribers, { runs: [run], samples: [] }));
  await send(app, { queue: 'refresh-status', events: [run] });
}

test('an outage of the storage for three seconds loses no firing and duplicates none', async () => {
  const stream = planStream(new SeededRandom(3), 'stormy', 200);
  await subscribeAll(app, receiver.url, stream.subscribers);
  ledger.expect(stream.expected);
  const sending = sendAll(stream.messages, 20);
  await receiver.waitFor((received) => received.some(({ path }) => path.startsWith('/stormy/')), PATIENCE_MS);
  await loseStorage(app, ledger, 3_000);
  await sending;
  await allDelivered();
  const { repeated, ...rest } = await account('stormy');
  expect(rest).toMatchObject(NO_VIOLATIONS);
  expect(repeated.unexplained).toEqual([]);
}, 180_000);

test(`${KILLS} kills of the host or its worker within ${EVENTS} events lose no firing and duplicate none`, async () => {
  const random = new SeededRandom(1);
  const stream = planStream(random, 'killed', EVENTS);
  await subscribeAll(app, receiver.url, stream.subscribers);
  ledger.expect(stream.expected);
  expect(stream.messages.flatMap(({ events }) => events).length).toBeGreaterThanOrEqual(EVENTS);
  const sending = sendAll(stream.messages, 40);
  for (let kills = 0; kills < KILLS; kills++) {
    await sleep(random.between(50, 800));
    await kill(app, ledger, kills % 2 ? 'worker' : 'host');
  }
  await sending;
  // What the last kill interrupted is found without the wait for the end of its lease.
  await restartAhead();
  await allDelivered();
  const { repeated, ...rest } = await account('killed');
  process.stdout.write(
    `  ${KILLS} kills: ${rest.arrived} webhooks, ${repeated.byKill} of them sent again after a kill\n`,
  );
  expect(rest).toMatchObject({ ...NO_VIOLATIONS, arrived: stream.expected.length });
  expect(repeated.unexplained).toEqual([]);
}, 300_000);

test('the sweeper delivers all of 200 pending retries after their queue was cleared', async () => {
  const environmentId = 'emptied';
  const arrivals = () => ledger.arrivals.filter(({ path }) => path.startsWith(`/${environmentId}/`));
  let isAvailable = false;
  plans.set(environmentId, () => (isAvailable ? 'accept' : 'unavailable'));
  await app.kill();
  await app.startHost({ RETRY_SCHEDULE: '2m' });
  const subscribers = Array.from({ length: 200 }, (_, index) => subscriberOf(environmentId, index));
  await fire(environmentId, subscribers);
  const pending = async () => (await app.deliveryQueue.getProperties()).approximateMessagesCount;
  const isWaiting = async () => arrivals().length === subscribers.length && (await pending()) === 200;
  await eventually('200 failed attempts and their retries', isWaiting, PATIENCE_MS);
  await restartAhead(async () => {
    await app.deliveryQueue.clearMessages();
    isAvailable = true;
  });
  await allDelivered();
  expect(await account(environmentId)).toMatchObject({ ...NO_VIOLATIONS, arrived: subscribers.length });
  expect(arrivals()).toHaveLength(400);
}, 300_000);

/** Kills the app and starts it again with a clock that is ahead, so that no test waits until leases and retries are due. */
async function restartAhead(between?: () => Promise<void>): Promise<void> {
  const from = Date.now();
  // A worker that outlives its host for a moment could still change the queue.
  app.killWorker();
  await app.kill();
  ledger.outages.push({ kind: 'kill', from, to: Date.now() });
  await between?.();
  const clock = `const{now}=Date;Date.now=()=>now()+${AHEAD_MS}`;
  await app.startHost({ languageWorkers__node__arguments: `--import=data:text/javascript,${clock}` });
}
