import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../local/azurite.ts';
import { chunks } from '../../../shared/application/chunks.ts';
import { answers, type Program, startProgram } from './program.ts';
import { BURST, type Contender, callbacksOf, receiverOf, segmentNames, type Work } from './work.ts';

/** Prometheus Alertmanager: each crossing is posted to it as an alert. */
export const alertmanager: Contender = {
  name: 'Alertmanager',
  packages: ['prometheus-alertmanager'],
  recoveryMs: 5_000,
  async start(work, sinkUrl) {
    const { address, program, stop } = await startAlertmanager(work, sinkUrl);
    return {
      send: () => postAlerts(`http://${address}/api/v2/alerts`, work),
      async restart() {
        await program.kill();
        await program.start();
      },
      pids: program.pids,
      stop,
    };
  },
};

/** An Alertmanager that runs. */
interface Running {
  /** Its host and port. */
  readonly address: string;
  readonly program: Program;
  stop(): Promise<void>;
}

/** Starts an Alertmanager in which each alert is a group of its own, sent without a wait to the receivers that its label names. */
export async function startAlertmanager(work: Work, sinkUrl: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
  const config = join(folder, 'config.json');
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(configOf(work, sinkUrl)));
  const address = `127.0.0.1:${await freePort()}`;
  const program = await startProgram({
    name: 'prometheus-alertmanager',
    options: [
      `--config.file=${config}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    isReady: () => answers(`http://${address}/-/ready`),
  });
  const stop = async () => {
    await program.kill();
    rmSync(folder, { recursive: true });
  };
  return { address, program, stop };
}

function configOf(work: Work, sinkUrl: string) {
  const receivers = work.callbacks.map((_, index) => ({
    name: receiverOf(work, index),
    webhook_configs: callbacksOf(work, index, sinkUrl).map((url) => ({ url, send_resolved: false, max_alerts: 0 })),
  }));
  const routes = receivers.map(({ name }) => ({ receiver: name, matchers: [`receiver="${name}"`] }));
  const grouping = { group_by: ['...'], group_wait: '0s', group_interval: '1s', repeat_interval: '24h' };
  return { route: { receiver: receiverOf(work, 0), ...grouping, routes }, receivers };
}

async function postAlerts(url: string, work: Work): Promise<void> {
  const startsAt = new Date().toISOString();
  const endsAt = new Date(Date.now() + 60 * 60_000).toISOString();
  const alerts = segmentNames(work).map((alertname, index) => ({
    labels: { alertname, receiver: receiverOf(work, index) },
    startsAt,
    endsAt,
  }));
  for (const some of chunks(alerts, BURST)) {
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(some) });
    if (!ok) throw new Error(`Alertmanager refused alerts: ${status}`);
  }
}
