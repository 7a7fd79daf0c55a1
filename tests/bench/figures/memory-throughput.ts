import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type Figure, repeat, repeated } from '../figure.ts';
import { crossings, prepareSegments } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { lastArrival, type Sink, startSink } from '../support/sink.ts';

const SEGMENTS = 4_000;
/** The length of a webhook of these segments. */
const BODY_BYTES = 700;

/** Webhooks a second with the storage in memory: what the app itself can do. */
export const memoryThroughput: Figure = {
  id: 'memory-throughput',
  title: 'Throughput with the storage in memory',
  async measure() {
    const sink = await startSink();
    try {
      await run(sink);
      const runs = await repeat(async () => ({ app: await run(sink), sender: await senderAlone(sink) }));
      const rates = (kind: 'app' | 'sender') => runs.map((one) => one[kind]);
      return [
        repeated('webhooks', rates('app'), { unit: '/s', target: { least: 4_000 } }),
        repeated('the sender without the app', rates('sender'), { unit: '/s' }),
        repeated(
          'app ÷ sender alone',
          runs.map(({ app, sender }) => app / sender),
          { unit: '' },
        ),
      ];
    } finally {
      await sink.stop();
    }
  },
};

async function run(sink: Sink): Promise<number> {
  sink.forget();
  const deps = memoryDeps(new MemoryStore());
  const segments = { environmentId: 'bench', count: SEGMENTS };
  await prepareSegments(deps, segments, () => [sink.url]);
  const startedAt = performance.timeOrigin + performance.now();
  await feed(crossings(segments), async (message) => {
    await receiveMessage(deps, { queue: 'metric-change', message, insertedAt: Date.now() });
  });
  const arrivals = await sink.waitFor(SEGMENTS);
  return SEGMENTS / ((lastArrival(arrivals) - startedAt) / 1_000);
}

/** What this machine lets the same sender do with a body of the same length. */
async function senderAlone(sink: Sink): Promise<number> {
  sink.forget();
  const { sender } = memoryDeps(new MemoryStore());
  const webhook = {
    url: sink.url,
    headers: { 'webhook-id': 'alone' },
    body: JSON.stringify({ text: 'x'.repeat(BODY_BYTES) }),
  };
  const startedAt = performance.timeOrigin + performance.now();
  await feed(Array.from({ length: SEGMENTS }), async () => void (await sender.send(webhook)));
  await sink.waitFor(SEGMENTS);
  return SEGMENTS / ((performance.timeOrigin + performance.now() - startedAt) / 1000);
}
