import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { startChild } from '../../../local/process/child-process.ts';
import { createAesCipher } from '../../../shared/adapters/crypto/aes-cipher.ts';
import { LocalApp } from '../../support/local-app.ts';
import { childrenOf, descendantsOf } from '../../support/processes.ts';
import { observedStorage } from '../support/counted-storage.ts';
import { crossings } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { copyRows, prepareRows } from '../support/prepared-rows.ts';
import { type Contender, callbacksOf, segmentsOf } from './work.ts';

/** The app in one process, with its storage in memory as the others have it. */
export const appInMemory: Contender = {
  name: 'Insight Triggers, storage in memory',
  survives: false,
  async start(work, sinkUrl) {
    const script = 'tests/bench/peers/app-in-memory-main.ts';
    const child = startChild([script, JSON.stringify(work), sinkUrl], { output: 'inherit', errors: 'inherit' });
    await once(child.process, 'message');
    return {
      send: async () => void child.process.send('go'),
      restart: async () => {},
      pids: () => (child.process.pid ? [child.process.pid] : []),
      stop: () => child.stop(),
    };
  },
};

/** The whole app: local host, worker, storage emulator with its data in a folder. */
export const appWithStorage: Contender = {
  name: 'Insight Triggers, storage emulator',
  survives: true,
  async start(work, sinkUrl) {
    const key = randomBytes(32);
    const settings = { SECRETS_KEY: key.toString('base64'), ATTEMPT_TIMEOUT: '1s', SWEEP_SCHEDULE: '*/5 * * * * *' };
    const app = await LocalApp.start({ ...settings, RETRY_SCHEDULE: '1s,2s,5s,10s,20s,30s' }, { keepsData: true });
    const { store, queues } = observedStorage(app.storage, () => {});
    const segments = segmentsOf(work);
    const cipher = createAesCipher([key]);
    await copyRows(store, await prepareRows(segments, (metric) => callbacksOf(work, metric, sinkUrl), { cipher }));
    return {
      send: () =>
        feed(crossings(segments), async (event) => {
          await queues['metric-change'].sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'));
        }),
      async restart() {
        await app.kill();
        await app.startHost();
      },
      pids: () => childrenOf(process.pid).flatMap((id) => [id, ...descendantsOf(id)]),
      stop: () => app.stop(),
    };
  },
};
