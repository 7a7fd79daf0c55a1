import type { Ledger } from '../support/faults/ledger.ts';
import type { LocalApp } from '../support/local-app.ts';
import type { Faults } from './faults.ts';
import type { Traffic } from './traffic.ts';

export interface Run {
  readonly app: LocalApp;
  readonly ledger: Ledger;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly startedAt: number;
  readonly seed: number;
  readonly minutes: number;
}

export interface Table {
  readonly rows: readonly (readonly [name: string, value: string | number])[];
  readonly violations: readonly string[];
}

/** So many failures in a row open the circuit of an endpoint, which then sets its own times. */
const CIRCUIT_FAILURES = 5;
const EXAMPLES = 10;

/** What was sent, what came, and what should not have been. */
export async function closingTable(run: Run): Promise<Table> {
  const { ledger, app } = run;
  const failures = failuresByPath(ledger);
  const account = ledger.account('/', (path) => (failures.get(path) ?? 0) < CIRCUIT_FAILURES);
  const bad = {
    lost: account.lost,
    'fired twice': account.firedTwice,
    'arrived without reason': account.unexpected,
    'bodies that differ': account.bodiesThatDiffer,
    'sent early': account.early,
    'doubled without reason': account.doubled.unexplained,
    'dead letters': await deadLetters(app),
    'in a poison queue': await poisoned(app),
  };
  const rows = Object.entries(bad).map(([name, found]) => [name, found.length] as const);
  return {
    rows: [
      ...causes(run),
      ['deliveries expected', account.expected],
      ['webhooks arrived', account.arrived],
      ['requests in all', ledger.arrivals.length],
      ['doubled after a kill', account.doubled.byKill],
      ['doubled after a loss of the storage', account.doubled.byStorage],
      ...rows,
    ],
    violations: Object.entries(bad).flatMap(([name, found]) =>
      found.slice(0, EXAMPLES).map((one) => `${name}: ${one}`),
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
    ['queue of deliveries emptied', queue + 1],
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

export function printTable({ rows, violations }: Table): void {
  console.log('');
  for (const [name, value] of rows) console.log(`  ${name.padEnd(40)}${String(value).padStart(8)}`);
  console.log('');
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
  console.log(violations.length === 0 ? 'Every guarantee held.' : `${violations.length} violations.`);
}
