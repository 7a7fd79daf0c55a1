import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAesCipher } from '../../../shared/adapters/crypto/aes-cipher.ts';
import { LocalApp } from '../../support/local-app.ts';
import { type Figure, REPEATS, repeat, repeated } from '../figure.ts';
import { observedStorage } from '../support/counted-storage.ts';
import { crossings, type Segments } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { copyRows, prepareRows } from '../support/prepared-rows.ts';
import { type Sink, startSink } from '../support/sink.ts';
import { recordRequests, timeAlone, type Work } from '../support/storage-alone.ts';

const SEGMENTS = 200;
/** Messages appear together after this time, in which all of them are sent. */
const LEAD_MS = 3_000;

const segmentsOf = (run: number): Segments => ({ environmentId: `bench-${run}`, count: SEGMENTS });

/** Webhooks a second through the emulator, by the whole app under its local host, and what the emulator alone would allow. */
export const throughput: Figure = {
  id: 'throughput',
  title: 'Throughput through the storage emulator',
  async measure() {
    const sink = await startSink();
    const bench = await startBench(sink);
    try {
      await bench.throughApp(REPEATS);
      const runs = await repeat(async (run) => ({ app: await bench.throughApp(run), alone: await bench.alone() }));
      const rates = (kind: 'app' | 'alone') => runs.map((run) => run[kind]);
      return [
        repeated(
          'app ÷ emulator alone',
          runs.map(({ app, alone }) => app / alone),
          { unit: '', target: { least: 0.7 } },
        ),
        repeated('webhooks through the app', rates('app'), { unit: '/s' }),
        repeated('the same requests without the app', rates('alone'), { unit: '/s' }),
      ];
    } finally {
      await Promise.all([bench.stop(), sink.stop()]);
    }
  },
};

async function startBench(sink: Sink) {
  const key = randomBytes(32);
  const cipher = createAesCipher([key]);
  const rowsOf = (run: number) => prepareRows(segmentsOf(run), () => [sink.url], { cipher });
  const work: Work = { rows: await rowsOf(0), messages: crossings(segmentsOf(0)), cipher };
  const sent = await recordRequests(work);
  const app = await LocalApp.start({ SECRETS_KEY: key.toString('base64') });
  const storage = observedStorage(app.storage, () => {});
  for (let run = 0; run <= REPEATS; run++) await copyRows(storage.store, await rowsOf(run));
  return {
    stop: () => app.stop(),
    alone: async () => SEGMENTS / ((await timeAlone(work, sent)) / 1000),
    /** From the first webhook to the last. */
    async throughApp(run: number): Promise<number> {
      sink.forget();
      const queue = storage.queues['metric-change'];
      const visibleAt = Date.now() + LEAD_MS;
      await feed(crossings(segmentsOf(run)), async (event) => {
        const visibilityTimeout = Math.max(1, Math.round((visibleAt - Date.now()) / 1000));
        await queue.sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'), { visibilityTimeout });
      });
      await sleep(Math.max(0, visibleAt - Date.now()));
      const arrived = (await sink.waitFor(SEGMENTS)).map(({ at }) => at);
      return SEGMENTS / ((Math.max(...arrived) - Math.min(...arrived)) / 1000);
    },
  };
}
