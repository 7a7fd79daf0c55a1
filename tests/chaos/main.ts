import { parseArgs } from 'node:util';
import { eventually } from '../support/eventually.ts';
import { startBadReceiver } from '../support/faults/bad-receiver.ts';
import { Ledger } from '../support/faults/ledger.ts';
import { LocalApp } from '../support/local-app.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { Faults } from './faults.ts';
import { closingTable, printTable, type Run } from './report.ts';
import { Traffic } from './traffic.ts';

/*
 * `npm run test:chaos -- --minutes 10 --seed 1` injects faults around the app for that time. It ends with a table, and with
 * exit code 1 when a guarantee was broken.
 */

const SCHEDULE = [3, 3, 4, 5, 5, 10, 10, 20, 20, 30, 30, 30];
const SETTINGS = {
  RETRY_SCHEDULE: SCHEDULE.map((seconds) => `${seconds}s`).join(),
  ATTEMPT_TIMEOUT: '2s',
  SWEEP_SCHEDULE: '*/2 * * * * *',
  HOST_IN_FLIGHT: '2s',
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:02',
  AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:00.500',
  AzureFunctionsJobHost__logging__logLevel__default: 'Warning',
};
const PROGRESS_MS = 10_000;
/** After the last fault there must be time for a minute of grace, some sweeps and some retries. */
const DRAIN_MS = 240_000;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('Usage: --minutes <number above 0> --seed <whole number>');
  process.exit(1);
}

const ledger = new Ledger(SCHEDULE.map((seconds) => seconds * 1000));
const app = await LocalApp.start(SETTINGS, { keepsData: true });
let baseUrl = '';
const traffic = new Traffic({ app, ledger }, new SeededRandom(seed), () => baseUrl);
const receiver = await startBadReceiver(ledger, traffic.plan);
baseUrl = receiver.url;
const faults = new Faults(app, ledger, new SeededRandom(seed + 1_000_003));
const run: Run = { app, ledger, traffic, faults, startedAt: Date.now(), seed, minutes };

// A Ctrl-C does not reach host and storage, which are in process groups of their own.
process.once('SIGINT', () => void app.stop().finally(() => process.exit(130)));
const progress = setInterval(() => console.log(progressLine()), PROGRESS_MS);
process.exitCode = 1;
try {
  const ok = await chaos();
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  console.error(error);
  console.error(app.output.split('\n').slice(-50).join('\n'));
} finally {
  clearInterval(progress);
  await Promise.all([app.stop(), receiver.close()]);
  console.log(`Replay: npm run test:chaos -- --minutes ${minutes} --seed ${seed}`);
}

async function chaos(): Promise<boolean> {
  const end = run.startedAt + minutes * 60_000;
  await traffic.losePending();
  const errors: unknown[] = [];
  const note = (error: unknown) => void errors.push(error);
  await Promise.all([traffic.run(end).catch(note), faults.run(end).catch(note)]);
  console.log('No more faults; waiting for the remaining webhooks ...');
  await eventually('the remaining webhooks', () => ledger.missing.length === 0, DRAIN_MS).catch(() => {});
  await app.queues.untilEmpty().catch(note);
  const table = await closingTable(run);
  printTable(table);
  for (const error of errors) console.error(error);
  return table.violations.length === 0 && errors.length === 0;
}

function progressLine(): string {
  const { host, worker, queue, storage, 'storage and worker': both } = faults.counts;
  return [
    `${Math.round((Date.now() - run.startedAt) / 1000)} s`,
    `${traffic.events} events in ${traffic.rounds} environments`,
    `${ledger.arrivals.length} requests, ${ledger.missing.length} webhooks outstanding`,
    `killed: host ${host}, worker ${worker + both}; storage lost ${storage + both}; queue cleared ${queue}`,
  ].join(' | ');
}
