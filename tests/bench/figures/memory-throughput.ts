import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type Figure, repeat, repeated } from '../figure.ts';
import { crossings, prepareSegments } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { type Sink, startSink } from '../support/sink.ts';

const SEGMENTS = 4_000;

/** Webhooks a second with the storage in memory: what the app itself can do. */
export const memoryThroughput: Figure = {
  id: 'memory-throughput',
  title: 'Throughput with the storage in memory',
  async measure() {
    const sink = await startSink();
    try {
      await run(sink);
      const rates = await repeat(() => run(sink));
      return [repeated('webhooks', rates, { unit: '/s', target: { least: 4_000 } })];
    } finally {
      await sink.stop();
    }
  },
};

async function run(sink: Sink): Promise<number> {
  sink.forget();
  const deps = memoryDeps(new MemoryStore());
  const segments = { environmentId: 'bench', count: SEGMENTS };
  await prepareSegments(deps, segments, sink.url);
  const startedAt = performance.timeOrigin + performance.now();
  await feed(crossings(segments), async (message) => {
    await receiveMessage(deps, { queue: 'metric-change', message, insertedAt: Date.now() });
  });
  const arrivals = await sink.waitFor(SEGMENTS);
  const lastAt = Math.max(...arrivals.map(({ at }) => at));
  return SEGMENTS / ((lastAt - startedAt) / 1000);
}
