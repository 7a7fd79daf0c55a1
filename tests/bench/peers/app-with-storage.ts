import { randomBytes } from 'node:crypto';
import { createAesCipher } from '../../../shared/adapters/crypto/aes-cipher.ts';
import { LocalApp } from '../../support/local-app.ts';
import { childrenOf, descendantsOf } from '../../support/processes.ts';
import { observedStorage } from '../support/counted-storage.ts';
import { crossings } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { copyRows, prepareRows } from '../support/prepared-rows.ts';
import { type Contender, callbacksOf, RETRY_WAITS_MS, segmentsOf } from './work.ts';

/** The whole app: local host, worker, storage emulator with its data in a folder. The storage is not killed, as Azure's is not. */
export const appWithStorage: Contender = {
  name: 'the app with the emulator',
  packages: [],
  // A delivery whose worker was killed is leased for 91 s at this timeout of an attempt, and looked for each 5 s.
  recoveryMs: 100_000,
  async start(work, sinkUrl) {
    const others = childrenOf(process.pid);
    const key = randomBytes(32);
    const settings = { SECRETS_KEY: key.toString('base64'), ATTEMPT_TIMEOUT: '1s', SWEEP_SCHEDULE: '*/5 * * * * *' };
    const RETRY_SCHEDULE = RETRY_WAITS_MS.map((wait) => `${wait / 1_000}s`).join(',');
    const app = await LocalApp.start({ ...settings, RETRY_SCHEDULE }, { keepsData: true });
    const { store, queues } = observedStorage(app.storage, () => {});
    const segments = segmentsOf(work);
    const cipher = createAesCipher([key]);
    await copyRows(store, await prepareRows(segments, (metric) => callbacksOf(work, metric, sinkUrl), { cipher }));
    const children = () => childrenOf(process.pid).filter((id) => !others.includes(id));
    return {
      send: () =>
        feed(crossings(segments), async (event) => {
          await queues['metric-change'].sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'));
        }),
      async restart() {
        await app.kill();
        await app.startHost();
      },
      pids: () => children().flatMap((id) => [id, ...descendantsOf(id)]),
      stop: () => app.stop(),
    };
  },
};
