import type { Segments } from '../support/crossings.ts';
import type { SinkBehavior } from '../support/sink.ts';

/** Something that a contender has to do: metrics that cross once, each with one or more receivers. */
export interface Work {
  readonly title: string;
  readonly metrics: number;
  /** The callbacks of metric `n` are those at index `n` modulo the length. Paths lead to the sink. */
  readonly callbacks: readonly (readonly string[])[];
  readonly sink?: SinkBehavior;
  /** When the contender is killed and started again: after a time from the start of the work, or after a number of arrivals. */
  readonly kill?: { readonly afterMs: number } | { readonly afterArrivals: number };
}

const ONE = [['/']];
const DEAD = 'http://127.0.0.1:9/';

/** The works, in the order in which they are done. */
export const works: readonly Work[] = [
  { title: '2,000 metrics, one receiver each', metrics: 2_000, callbacks: ONE },
  { title: 'one metric, 200 receivers', metrics: 1, callbacks: [Array.from({ length: 200 }, (_, path) => `/${path}`)] },
  { title: '500 metrics, a receiver that takes 50 ms', metrics: 500, callbacks: ONE, sink: { delayMs: 50 } },
  { title: '500 metrics, 10 % answered 503 at first', metrics: 500, callbacks: ONE, sink: { failFirstOfTen: true } },
  {
    title: '500 metrics, one dead receiver of 50',
    metrics: 500,
    callbacks: Array.from({ length: 50 }, (_, path) => [path === 0 ? DEAD : `/${path}`]),
  },
  {
    // A receiver that took all at once would have them before the kill.
    title: '1,000 metrics, kill -9 when half have arrived at a receiver that takes 10 at a time',
    metrics: 1_000,
    callbacks: ONE,
    sink: { atOnce: 10, delayMs: 50 },
    kill: { afterArrivals: 500 },
  },
  {
    title: '200 metrics, kill -9 while the receiver is down',
    metrics: 200,
    callbacks: ONE,
    sink: { isDown: true },
    kill: { afterMs: 3_000 },
  },
];

/** How many events a contender gets in one request, when it takes several. */
export const BURST = 100;

/** The waits after failed attempts, for each contender that has a schedule. */
export const RETRY_WAITS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

/** The callbacks of a metric, as URLs. */
export function callbacksOf({ callbacks }: Work, metric: number, sinkUrl: string): string[] {
  const paths = callbacks[metric % callbacks.length] ?? [];
  return paths.map((path) => (path.startsWith('/') ? `${sinkUrl}${path}` : path));
}

/** The name that the receivers of a metric have together. */
export function receiverOf({ callbacks }: Work, metric: number): string {
  return `receiver-${metric % callbacks.length}`;
}

/** The metrics of a work, as the app has them. */
export function segmentsOf({ metrics }: Work): Segments {
  return { environmentId: 'bench', count: metrics };
}

/** The names of the metrics. */
export function segmentNames({ metrics }: Work): string[] {
  return Array.from({ length: metrics }, (_, metric) => `segment-${metric}`);
}

/** How many webhooks have to arrive at the sink. */
export function expectedAt(work: Work): number {
  const all = Array.from({ length: work.metrics }, (_, metric) => callbacksOf(work, metric, ''));
  return all.flat().filter((url) => url.startsWith('/')).length;
}

/** One that does the work. */
export interface Contender {
  readonly name: string;
  /** The packages of Debian that it needs. */
  readonly packages: readonly string[];
  /** What is installed for it, and only for it, when its packages are there. */
  readonly install?: { readonly what: readonly string[]; run(): void };
  /** Within which time it takes up again what a kill has interrupted. Absent for one that keeps nothing, which is not killed. */
  readonly recoveryMs?: number;
  start(work: Work, sinkUrl: string): Promise<Running>;
}

/** A contender that is ready for its work. */
export interface Running {
  /** Hands all crossings over at once. */
  send(): Promise<void>;
  /** Kills it, and starts it again with what it has kept. */
  restart(): Promise<void>;
  /** Its processes, the storage included. */
  pids(): number[];
  stop(): Promise<void>;
}
