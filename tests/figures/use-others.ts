import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { LocalApp } from '../support/local-app.ts';
import { type Respond, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const PACE_MS = 150;
const ENVIRONMENT = 'others';

/** The running app and a receiver, with the means to measure how long events of `others` take. */
export interface Others {
  readonly app: LocalApp;
  /** Subscribes a path of the receiver to the full refresh of an environment. */
  subscribe(environmentId: string, path: string): Promise<void>;
  /** Enqueues a full refresh, and returns its run. */
  fire(environmentId: string): Promise<string>;
  /** The times of some events from the queue to a quick receiver in milliseconds, in ascending order. */
  latencies(events: number): Promise<number[]>;
}

/** Starts the app and a receiver before the tests of a file. `/quick` must be accepted at once. */
export function useOthers(answer: Respond): Others {
  let app: LocalApp;
  let receiver: WebhookReceiver;
  let runs = 0;

  const others: Others = {
    get app() {
      return app;
    },
    async subscribe(environmentId, path) {
      const body = { environmentId, callbackUrl: `${receiver.url}${path}` };
      const created = await app.call('POST', '/api/triggers/full-refresh-completed/subscriptions', body);
      expect(created.status).toBe(201);
    },
    async fire(environmentId) {
      const runId = `run-${++runs}`;
      const event = { eventId: runId, environmentId, operation: 'all', status: 'succeeded', runId };
      await app.queues.send('refresh-status', JSON.stringify({ ...event, endedAt: '2026-11-20T02:14:09Z' }));
      return runId;
    },
    async latencies(events) {
      const sent = new Map<string, number>();
      const first = receiver.received.length;
      for (let index = 0; index < events; index++) {
        const at = Date.now();
        sent.set(await others.fire(ENVIRONMENT), at);
        await sleep(Math.max(0, at + PACE_MS - Date.now()));
      }
      const own = () => receiver.received.slice(first).filter(({ path }) => path === '/quick');
      await receiver.waitFor(() => own().length >= events, 60_000);
      return own()
        .map(({ body, at }) => at - (sent.get(JSON.parse(body).runId) ?? 0))
        .toSorted((a, b) => a - b);
    },
  };

  beforeAll(async () => {
    const settings = {
      // The default pauses of an idle queue listener would dominate the latency.
      AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.100',
      ATTEMPT_TIMEOUT: '20s',
    };
    [app, receiver] = await Promise.all([LocalApp.start(settings), startReceiver(answer)]);
    await others.subscribe(ENVIRONMENT, '/quick');
  }, 90_000);

  afterAll(() => Promise.all([app?.stop(), receiver?.close()]));

  return others;
}
