import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../local/azurite.ts';
import { eventually } from '../../support/eventually.ts';
import { ABOVE, BELOW, THRESHOLD } from '../support/crossings.ts';
import { startAlertmanager } from './alertmanager.ts';
import { answers, startProgram } from './program.ts';
import { type Contender, receiverOf, segmentNames, type Work } from './work.ts';

/** As often as one would at most; the default is a minute. */
const INTERVAL = '1s';

/** Prometheus decides at each interval, by a rule over all metrics. Alertmanager sends the alerts. */
export const prometheus: Contender = {
  name: 'Prometheus and Alertmanager',
  packages: ['prometheus', 'prometheus-alertmanager'],
  // Prometheus sends an alert again each minute.
  recoveryMs: 75_000,
  async start(work, sinkUrl) {
    const sender = await startAlertmanager(work, sinkUrl);
    const metrics = await serveMetrics(work);
    const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
    writeConfig(folder, metrics.address, sender.address);
    const address = `127.0.0.1:${await freePort()}`;
    const program = await startProgram({
      name: 'prometheus',
      options: [
        `--config.file=${join(folder, 'config.json')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=error',
      ],
      isReady: () => answers(`http://${address}/-/ready`),
    });
    const both = [sender.program, program];
    await eventually('a first look at the metrics', metrics.wereRead);
    return {
      send: async () => metrics.rise(),
      async restart() {
        await Promise.all(both.map((one) => one.kill()));
        // Alertmanager first, so that Prometheus finds it as soon as it looks.
        for (const one of both) await one.start();
      },
      pids: () => both.flatMap((one) => one.pids()),
      async stop() {
        await Promise.all([program.kill(), sender.stop()]);
        metrics.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** JSON is YAML. */
function writeConfig(folder: string, metrics: string, alertmanager: string): void {
  const rule = { alert: 'above', expr: `segment_members > ${THRESHOLD}` };
  const config = {
    global: { scrape_interval: INTERVAL, evaluation_interval: INTERVAL },
    rule_files: ['rules.json'],
    scrape_configs: [{ job_name: 'segments', static_configs: [{ targets: [metrics] }] }],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
  };
  writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups: [{ name: 'thresholds', rules: [rule] }] }));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

/** The metrics as a page that Prometheus reads: all below the threshold, then all above. */
async function serveMetrics(work: Work) {
  let value = BELOW;
  let reads = 0;
  const labels = segmentNames(work).map((name, index) => `segment="${name}",receiver="${receiverOf(work, index)}"`);
  const server = createServer((_, response) => {
    reads += 1;
    response.end(labels.map((some) => `segment_members{${some}} ${value}\n`).join(''));
  });
  const port = await freePort();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    address: `127.0.0.1:${port}`,
    wereRead: () => reads > 0,
    rise: () => {
      value = ABOVE;
    },
    stop: () => server.close(),
  };
}
