import { once } from 'node:events';
import { startChild } from '../../../local/process/child-process.ts';
import type { Contender } from './work.ts';

/** The app in one process, with its storage in memory as Alertmanager has it. It keeps nothing, so it is not killed. */
export const appInMemory: Contender = {
  name: 'the app in memory',
  packages: [],
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
