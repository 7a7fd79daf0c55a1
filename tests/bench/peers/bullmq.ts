import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../local/azurite.ts';
import { type Child, startChild } from '../../../local/process/child-process.ts';
import { chunks } from '../../../shared/application/chunks.ts';
import { ABOVE, BELOW, THRESHOLD } from '../support/crossings.ts';
import { feed } from '../support/feed.ts';
import { keysOf, loadBullMq, type MetricEvent, type Subscription, VERSIONS } from './bullmq-parts.ts';
import { startProgram } from './program.ts';
import { BURST, type Contender, callbacksOf, segmentNames, type Work } from './work.ts';

/** What teams usually build by hand: queues of BullMQ in a Redis that keeps an append-only file, and a worker. */
export const bullMq: Contender = {
  name: 'Redis and BullMQ',
  packages: ['redis-server'],
  install: {
    what: Object.entries(VERSIONS).map(([name, version]) => `${name} ${version}`),
    run: () => void loadBullMq(),
  },
  // A job whose worker was killed is locked for 30 s, and looked for each 30 s.
  recoveryMs: 65_000,
  async start(work, sinkUrl) {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'redis-'));
    const where = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
    const persistence = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
    const redis = await startProgram({
      name: 'redis-server',
      options: [...where, ...persistence],
      isReady: () => isListening(port),
    });
    await subscribeAll(port, work, sinkUrl);
    let worker = await startWorker(port);
    return {
      send: () => addEvents(port, work),
      async restart() {
        worker.process.kill('SIGKILL');
        await Promise.all([worker.ended, redis.kill()]);
        await redis.start();
        worker = await startWorker(port);
      },
      pids: () => [...redis.pids(), ...(worker.process.pid ? [worker.process.pid] : [])],
      async stop() {
        await worker.stop();
        await redis.kill();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

async function startWorker(port: number): Promise<Child> {
  const script = 'tests/bench/peers/bullmq-worker-main.ts';
  const child = startChild([script, String(port)], { output: 'inherit', errors: 'inherit' });
  await once(child.process, 'message');
  return child;
}

async function subscribeAll(port: number, work: Work, sinkUrl: string): Promise<void> {
  const redis = new (loadBullMq().Redis)(port);
  await feed(segmentNames(work), async (name, index) => {
    const subscriptions = callbacksOf(work, index, sinkUrl).map((url): Subscription => ({ threshold: THRESHOLD, url }));
    await redis.set(keysOf(name).value, BELOW);
    await redis.rpush(keysOf(name).subscriptions, ...subscriptions.map((one) => JSON.stringify(one)));
  });
  await redis.quit();
}

async function addEvents(port: number, work: Work): Promise<void> {
  const events = new (loadBullMq().Queue)<MetricEvent>('events', { connection: { host: '127.0.0.1', port } });
  const jobs = segmentNames(work).map((name) => ({
    name: 'metric-change',
    data: { eventId: `m-${name}`, name, value: ABOVE },
  }));
  for (const some of chunks(jobs, BURST)) await events.addBulk(some);
  await events.close();
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
