import { keysOf, loadBullMq, type MetricEvent, type Subscription } from './bullmq-parts.ts';
import { RETRY_WAITS_MS } from './work.ts';

/* The worker of the usual design on BullMQ: one queue of events, one of webhooks. */

const AT_ONCE = 50;
const ATTEMPT_TIMEOUT = 30_000;
const RETRIES = {
  attempts: RETRY_WAITS_MS.length + 1,
  backoff: { type: 'exponential', delay: RETRY_WAITS_MS[0] },
  removeOnComplete: { age: 24 * 60 * 60 },
};

const port = Number(process.argv[2]);
const options = { connection: { host: '127.0.0.1', port }, concurrency: AT_ONCE };
const { Queue, Redis, Worker } = loadBullMq();
const redis = new Redis(port);
const webhooks = new Queue<{ url: string; event: MetricEvent }>('webhooks', options);
const workers = [
  new Worker<MetricEvent>('events', ({ data }) => decide(data), options),
  new Worker<{ url: string; event: MetricEvent }>('webhooks', ({ data }) => post(data.url, data.event), options),
];
await Promise.all(workers.map((worker) => worker.waitUntilReady()));
process.once('disconnect', () => process.exit(0));
process.send?.('ready');

/** The new value is kept last, and the ids of the jobs are fixed, so that an event that is handled again after a kill loses nothing. */
async function decide(event: MetricEvent): Promise<void> {
  const keys = keysOf(event.name);
  const [previous, texts] = await Promise.all([redis.get(keys.value), redis.lrange(keys.subscriptions, 0, -1)]);
  const subscriptions = texts.map((text, index): Subscription & { index: number } => ({ ...JSON.parse(text), index }));
  const crossed = subscriptions.filter(({ threshold }) => Number(previous) <= threshold && threshold < event.value);
  await webhooks.addBulk(
    crossed.map(({ url, index }) => ({
      name: 'webhook',
      data: { url, event },
      opts: { ...RETRIES, jobId: `${event.eventId}-${index}` },
    })),
  );
  await redis.set(keys.value, event.value);
}

async function post(url: string, event: MetricEvent): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(ATTEMPT_TIMEOUT);
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(event), signal });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the receiver answered ${response.status}`);
}
