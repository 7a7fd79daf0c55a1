import { setTimeout as sleep } from 'node:timers/promises';
import { rounded } from '../report.ts';
import { quantile } from '../statistics.ts';
import { type Arrival, keyOf, type Sink, startSink } from '../support/sink.ts';
import { alertmanager, hasAlertmanager } from './alertmanager.ts';
import { appInMemory, appWithStorage } from './app.ts';
import { costsOf } from './process-costs.ts';
import { type Contender, expectedAt, type Running, type Work, works } from './work.ts';

/*
 * `npm run bench:peers` has the same work done by the app and, when Debian's package is installed, by Prometheus Alertmanager, one after
 * another in one run, and prints a table in Markdown.
 */

/** After a kill, a lease of the app has to end first. */
const PATIENCE_MS = 150_000;
const KILLED_AFTER_MS = 3_000;

const contenders = [...(hasAlertmanager() ? [alertmanager] : []), appInMemory, appWithStorage];
if (!hasAlertmanager()) console.log('skipped: Alertmanager; `apt-get install prometheus-alertmanager` brings it\n');
for (const work of works.filter(({ title }) => title.includes(process.argv[2] ?? ''))) {
  console.log(`\n${work.title}\n`);
  console.log(
    '| | webhooks/s | p50 ms | p99 ms | CPU s | MB | lost | doubled |\n|---|---:|---:|---:|---:|---:|---:|---:|',
  );
  for (const contender of contenders.filter(({ survives }) => survives || !work.isKilled)) {
    const values = await run(contender, work);
    console.log(`| ${[contender.name, ...values.map(rounded)].join(' | ')} |`);
  }
}
process.exit(0);

async function run(contender: Contender, work: Work): Promise<number[]> {
  const sink = await startSink(work.sink);
  const running = await contender.start(work, sink.url);
  try {
    const before = costsOf(running.pids());
    const sentAt = performance.timeOrigin + performance.now();
    await running.send();
    const arrivals = await arrivalsOf(work, sink, running);
    const { cpuSeconds, megabytes } = costsOf(running.pids());
    const distinct = new Set(arrivals.map(keyOf)).size;
    const waits = arrivals.map(({ at }) => at - sentAt);
    const rate = waits.length > 0 ? distinct / (Math.max(...waits) / 1_000) : 0;
    const latencies = waits.length > 0 ? [quantile(waits, 0.5), quantile(waits, 0.99)] : [0, 0];
    const cpu = work.isKilled ? cpuSeconds : cpuSeconds - before.cpuSeconds;
    return [rate, ...latencies, cpu, megabytes, expectedAt(work) - distinct, arrivals.length - distinct];
  } finally {
    await running.stop();
    await sink.stop();
  }
}

async function arrivalsOf(work: Work, sink: Sink, running: Running): Promise<readonly Arrival[]> {
  const expected = expectedAt(work);
  if (work.isKilled) {
    await sleep(KILLED_AFTER_MS);
    await running.restart();
    sink.recover();
  }
  await sink.waitForDistinct(expected, PATIENCE_MS);
  // What comes twice comes a little later.
  await sleep(1_000);
  return sink.waitFor(0);
}
