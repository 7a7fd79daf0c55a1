import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../local/azurite.ts';
import { eventually } from '../../support/eventually.ts';
import { type Contender, callbacksOf, type Running, type Work } from './work.ts';

const PROGRAM = '/usr/bin/prometheus-alertmanager';
const ALERTS_PER_POST = 100;

/** Whether Debian's package is installed. */
export const hasAlertmanager = () => existsSync(PROGRAM);

/** Prometheus Alertmanager: each crossing is an alert of a group of its own, sent without a wait. */
export const alertmanager: Contender = {
  name: 'Alertmanager',
  survives: true,
  async start(work, sinkUrl) {
    const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
    writeFileSync(join(folder, 'config.json'), JSON.stringify(configOf(work, sinkUrl)));
    const port = await freePort();
    let child = await startProgram(folder, port);
    const running: Running = {
      send: () => postAlerts(`http://127.0.0.1:${port}/api/v2/alerts`, work),
      async restart() {
        await end(child, 'SIGKILL');
        child = await startProgram(folder, port);
      },
      pids: () => (child.pid ? [child.pid] : []),
      async stop() {
        await end(child, 'SIGKILL');
        rmSync(folder, { recursive: true });
      },
    };
    return running;
  },
};

/** JSON is YAML. */
function configOf(work: Work, sinkUrl: string) {
  const receivers = work.callbacks.map((_, index) => ({
    name: `receiver-${index}`,
    webhook_configs: callbacksOf(work, index, sinkUrl).map((url) => ({ url, send_resolved: false, max_alerts: 0 })),
  }));
  const routes = receivers.map(({ name }) => ({ receiver: name, matchers: [`receiver="${name}"`] }));
  const grouping = { group_by: ['...'], group_wait: '0s', group_interval: '1s', repeat_interval: '24h' };
  return { route: { receiver: 'receiver-0', ...grouping, routes }, receivers };
}

async function startProgram(folder: string, port: number): Promise<ChildProcess> {
  const options = [
    `--config.file=${join(folder, 'config.json')}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
    '--log.level=error',
  ];
  const child = spawn(PROGRAM, options, { stdio: ['ignore', 'ignore', 'inherit'] });
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined))?.ok;
  await eventually('Alertmanager', isReady);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

async function postAlerts(url: string, { metrics, callbacks }: Work): Promise<void> {
  const startsAt = new Date().toISOString();
  const endsAt = new Date(Date.now() + 60 * 60_000).toISOString();
  for (let first = 0; first < metrics; first += ALERTS_PER_POST) {
    const alerts = Array.from({ length: Math.min(ALERTS_PER_POST, metrics - first) }, (_, index) => ({
      labels: { alertname: `segment-${first + index}`, receiver: `receiver-${(first + index) % callbacks.length}` },
      startsAt,
      endsAt,
    }));
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(alerts) });
    if (!ok) throw new Error(`Alertmanager refused alerts: ${status}`);
  }
}
