import type { Ledger } from '../support/faults/ledger.ts';
import type { LocalApp } from '../support/local-app.ts';
import type { Faults } from './faults.ts';
import type { Traffic } from './traffic.ts';

/** A chaos run with all its parts. */
export interface Run {
  readonly app: LocalApp;
  readonly ledger: Ledger;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly startedAt: number;
  readonly seed: number;
  readonly minutes: number;
}

/** The figures of a run and the guarantees it broke. */
export interface Table {
  readonly rows: readonly (readonly [name: string, value: string | number])[];
  readonly violations: readonly string[];
}

/** After this many consecutive failures the circuit of an endpoint opens and changes the times of its attempts. */
const CIRCUIT_FAILURES = 5;
/** At most this many violations of one kind are listed. */
const MAX_LISTED = 10;

/** Compares what was sent with what arrived. */
export async function closingTable(run: Run): Promise<Table> {
  const { ledger, app } = run;
  const failures = failuresByPath(ledger);
  const account = ledger.account('/', (path) => (failures.get(path) ?? 0) < CIRCUIT_FAILURES);
  const violations = {
    lost: account.lost,
    'fired twice': account.firedTwice,
    'not expected': account.unexpected,
    'repeated with another body': account.bodiesThatDiffer,
    'sent early': account.early,
    'repeated without an outage': account.repeated.unexplained,
    'dead letters': await deadLetters(app),
    'in a poison queue': await poisoned(app),
  };
  const rows = Object.entries(violations).map(([name, found]) => [name, found.length] as const);
  return {
    rows: [
      ...causes(run),
      ['deliveries expected', account.expected],
      ['webhooks arrived', account.arrived],
      ['requests in total', ledger.arrivals.length],
      ['repeated after a kill', account.repeated.byKill],
      ['repeated after a loss of the storage', account.repeated.byStorage],
      ...rows,
    ],
    violations: Object.entries(violations).flatMap(([name, found]) =>
      found.slice(0, MAX_LISTED).map((one) => `${name}: ${one}`),
    ),
  };
}

function causes({ traffic, faults, startedAt, seed }: Run): Table['rows'] {
  const { host, worker, queue, storage, 'storage and worker': both } = faults.counts;
  return [
    ['seed', seed],
    ['seconds', Math.round((Date.now() - startedAt) / 1000)],
    ['environments', traffic.rounds + 1],
    ['events sent', traffic.events],
    ['kills of the host', host],
    ['kills of the worker', worker + both],
    ['losses of the storage', storage + both],
    ['clearings of the delivery queue', queue + 1],
  ];
}

function failuresByPath({ arrivals }: Ledger): Map<string, number> {
  const failures = new Map<string, number>();
  for (const { path, accepted } of arrivals) if (!accepted) failures.set(path, (failures.get(path) ?? 0) + 1);
  return failures;
}

async function deadLetters(app: LocalApp): Promise<string[]> {
  const sources = await Promise.all(
    ['event', 'delivery'].map((source) => app.call('GET', `/api/dead-letters?source=${source}`)),
  );
  return sources.flatMap(({ json }) => (json as { value: object[] }).value.map((letter) => JSON.stringify(letter)));
}

async function poisoned(app: LocalApp): Promise<string[]> {
  const names = ['refresh-status-poison', 'metric-change-poison', 'webhook-delivery-poison'];
  const queues = await Promise.all(
    names.map(async (name) => {
      const queue = app.queueNamed(name);
      if (!(await queue.exists())) return [];
      return (await queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems.map(({ messageText }) => {
        return `${name}: ${Buffer.from(messageText, 'base64')}`;
      });
    }),
  );
  return queues.flat();
}

/** Prints the table, one violation a line, and the verdict. */
export function printTable({ rows, violations }: Table): void {
  console.log('');
  for (const [name, value] of rows) console.log(`  ${name.padEnd(40)}${String(value).padStart(8)}`);
  console.log('');
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
  console.log(violations.length === 0 ? 'Every guarantee held.' : `${violations.length} violations.`);
}
