import { randomBytes } from 'node:crypto';
import { createAesCipher } from '../../../shared/adapters/crypto/aes-cipher.ts';
import { chunks } from '../../../shared/application/chunks.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { excess, type Figure, repeat, repeated } from '../figure.ts';
import { CountedApp } from '../support/counted-app.ts';
import { crossings } from '../support/crossings.ts';
import { BATCH_SIZE } from '../support/feed.ts';
import { memoryDeps } from '../support/memory-deps.ts';
import { OpenConnections } from '../support/open-connections.ts';
import { copyRows, prepareRows } from '../support/prepared-rows.ts';
import { lastArrival, type Sink, startSink } from '../support/sink.ts';
import { laneOfEachTopic, recordRequests, timeAlone, type Work } from '../support/storage-alone.ts';

const SEGMENTS = { environmentId: 'bench', count: 1_000 };
/** A message holds at most 48 KiB. */
const EVENTS_PER_MESSAGE = 200;

/** A segmentation run changes all segments at once: what the app does with the batch, in a process without a host around it. */
export const batch: Figure = {
  id: 'batch',
  title: `A batch of ${SEGMENTS.count.toLocaleString('en')} segments in one go`,
  async measure() {
    const sink = await startSink();
    try {
      const cipher = createAesCipher([randomBytes(32)]);
      const rows = await prepareRows(SEGMENTS, () => [sink.url], { cipher });
      const work: Work = { rows, messages: [...chunks(crossings(SEGMENTS), EVENTS_PER_MESSAGE)], cipher };
      const sent = laneOfEachTopic(await recordRequests(work));
      const runs = await repeat(async () => {
        const through = await throughApp(work, sink);
        return { ...through, alone: SEGMENTS.count / ((await timeAlone(work, sent)) / 1_000) };
      });
      return [
        excess(
          'most storage connections',
          runs.map(({ connections }) => connections),
          32,
        ),
        repeated(
          'app ÷ emulator alone',
          runs.map(({ rate, alone }) => rate / alone),
          { unit: '', target: { least: 0.7 } },
        ),
        repeated(
          'webhooks through the app',
          runs.map(({ rate }) => rate),
          { unit: '/s' },
        ),
        repeated(
          'the same requests without the app',
          runs.map(({ alone }) => alone),
          { unit: '/s' },
        ),
      ];
    } finally {
      await sink.stop();
    }
  },
};

/** Handles the batch with the real sender, from the first message to the last webhook. */
async function throughApp(
  { rows, messages, cipher }: Work,
  sink: Sink,
): Promise<{ rate: number; connections: number }> {
  sink.forget();
  const { sender, clock } = memoryDeps(new MemoryStore());
  const app = await CountedApp.start({ cipher, sender, clock });
  const connections = new OpenConnections(app.ports);
  try {
    await copyRows(app.deps.store, rows);
    for (const message of messages) await app.enqueue('metric-change', message);
    const startedAt = performance.timeOrigin + performance.now();
    await app.drain('metric-change', BATCH_SIZE);
    const arrivals = await sink.waitFor(SEGMENTS.count);
    return { rate: SEGMENTS.count / ((lastArrival(arrivals) - startedAt) / 1_000), connections: connections.most };
  } finally {
    connections.stop();
    await app.stop();
  }
}
