import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../local/azurite.ts';
import { LocalApp } from '../support/local-app.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/*
 * One bad endpoint never delays another's deliveries: the same stream of events with 49 healthy subscribers, alone and beside
 * a dead endpoint and one that hangs. The two take turns, so that a slow moment of the machine falls on both.
 */
const HEALTHY = 49;
const ROUNDS = 2;
const EVENTS = 12;
const PACE_MS = 400;
const QUIET = 'alone';
const NOISY = 'beside-bad-ones';

let app: LocalApp;
let receiver: WebhookReceiver;
let runs = 0;

beforeAll(async () => {
  const settings = {
    ATTEMPT_TIMEOUT: '5s',
    RETRY_SCHEDULE: '2s,2s,5s,5s,5s,5s,5s,5s',
    // The pauses of an idle listener would drown the figure.
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.100',
  };
  const hangs = (path: string) => path.endsWith('/hangs');
  [app, receiver] = await Promise.all([
    LocalApp.start(settings),
    startReceiver(({ path }, response) => (hangs(path) ? undefined : void response.writeHead(202).end())),
  ]);
  for (const environmentId of [QUIET, NOISY]) {
    for (let index = 0; index < HEALTHY; index++)
      await subscribe(environmentId, `${receiver.url}/${environmentId}/${index}`);
  }
  await subscribe(NOISY, `${receiver.url}/${NOISY}/hangs`);
  await subscribe(NOISY, `http://127.0.0.1:${await freePort()}/dead`);
}, 90_000);

afterAll(() => Promise.all([app.stop(), receiver.close()]));

async function subscribe(environmentId: string, callbackUrl: string): Promise<void> {
  const { status } = await app.call('POST', '/api/triggers/full-refresh-completed/subscriptions', {
    environmentId,
    callbackUrl,
  });
  expect(status).toBe(201);
}

/** Milliseconds from each event to each healthy webhook of it. */
async function stream(environmentId: string): Promise<number[]> {
  const queued = new Map<string, number>();
  for (let index = 0; index < EVENTS; index++) {
    const runId = `run-${++runs}`;
    queued.set(runId, Date.now());
    const event = {
      eventId: runId,
      environmentId,
      operation: 'all',
      status: 'succeeded',
      runId,
      endedAt: '2026-11-20T02:14:09Z',
    };
    await app.queues.send('refresh-status', JSON.stringify(event));
    await sleep(PACE_MS);
  }
  const own = () =>
    receiver.received.filter(({ path, body }) => !path.endsWith('/hangs') && queued.has(JSON.parse(body).runId));
  await receiver.waitFor(() => own().length >= EVENTS * HEALTHY, 60_000);
  return own().map(({ body, at }) => at - (queued.get(JSON.parse(body).runId) ?? 0));
}

function p99(waits: readonly number[]): number {
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
}

test('49 healthy endpoints are as quick beside a dead and a hanging one as without', async () => {
  const waits = { [QUIET]: [] as number[], [NOISY]: [] as number[] };
  await stream(QUIET);
  for (let round = 0; round < ROUNDS; round++) {
    waits[NOISY]?.push(...(await stream(NOISY)));
    waits[QUIET]?.push(...(await stream(QUIET)));
  }
  const [alone, beside] = [p99(waits[QUIET] ?? []), p99(waits[NOISY] ?? [])];
  process.stdout.write(
    `  p99 of healthy endpoints: ${alone} ms alone, ${beside} ms beside bad ones, ratio ${(beside / alone).toFixed(2)}\n`,
  );
  expect(beside / alone).toBeLessThanOrEqual(1.3);
}, 180_000);
