import { setTimeout as sleep } from 'node:timers/promises';
import { LocalApp } from '../../support/local-app.ts';
import { type Figure, repeat, repeated } from '../figure.ts';
import { quantile } from '../statistics.ts';
import { type Arrival, startSink } from '../support/sink.ts';

const EVENTS = 100;
const PACE_MS = 50;
const ENVIRONMENT = 'steady';

/** The time from the queue to the receiver at a steady pace, under the local host and through the emulator. */
export const latency: Figure = {
  id: 'latency',
  title: `Enqueue to arrival at ${1_000 / PACE_MS} events/s`,
  async measure() {
    // The host's longest pause between two looks into an idle queue is a setting, and a user may choose it.
    const settings = { AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.100' };
    const [sink, app] = await Promise.all([startSink(), LocalApp.start(settings)]);
    try {
      const body = { environmentId: ENVIRONMENT, callbackUrl: sink.url };
      await app.call('POST', '/api/triggers/full-refresh-completed/subscriptions', body);
      const measure = async (run: number) => {
        sink.forget();
        const sentAt = await send(app, run);
        return latencies(await sink.waitFor(EVENTS), sentAt);
      };
      await measure(-1);
      const runs = await repeat(measure);
      return [
        repeated(
          'p50',
          runs.map((waits) => quantile(waits, 0.5)),
          { unit: 'ms', target: { most: 150 } },
        ),
        repeated(
          'p99',
          runs.map((waits) => quantile(waits, 0.99)),
          { unit: 'ms', target: { most: 500 } },
        ),
      ];
    } finally {
      await Promise.all([app.stop(), sink.stop()]);
    }
  },
};

/** Sends an event every few milliseconds. Returns when each run was sent. */
async function send({ queues }: LocalApp, run: number): Promise<Map<string, number>> {
  const sentAt = new Map<string, number>();
  for (let index = 0; index < EVENTS; index++) {
    const runId = `run-${run}-${index}`;
    const at = performance.timeOrigin + performance.now();
    sentAt.set(runId, at);
    const event = { eventId: runId, environmentId: ENVIRONMENT, operation: 'all', status: 'succeeded', runId };
    await queues.send('refresh-status', JSON.stringify({ ...event, endedAt: '2026-11-20T02:14:09Z' }));
    await sleep(Math.max(0, at + PACE_MS - performance.timeOrigin - performance.now()));
  }
  return sentAt;
}

function latencies(arrivals: readonly Arrival[], sentAt: ReadonlyMap<string, number>): number[] {
  return arrivals.map(({ at, body }) => at - (sentAt.get(JSON.parse(body).runId) ?? Number.NaN));
}
