import type { Segments } from '../support/crossings.ts';
import type { SinkBehavior } from '../support/sink.ts';

/** Something that a contender has to do: metrics that cross once, each with one or more receivers. */
export interface Work {
  readonly title: string;
  readonly metrics: number;
  /** The callbacks of metric `n` are those at index `n` modulo the length. Paths lead to the sink. */
  readonly callbacks: readonly (readonly string[])[];
  readonly sink?: SinkBehavior;
  /** Whether the contender is killed some seconds after it got the work, and started again. */
  readonly isKilled?: boolean;
}

const ONE = [['/']];
const DEAD = 'http://127.0.0.1:9/';

/** The works, in the order in which they are done. */
export const works: readonly Work[] = [
  { title: '2,000 metrics, one receiver each', metrics: 2_000, callbacks: ONE },
  { title: 'one metric, 200 receivers', metrics: 1, callbacks: [Array.from({ length: 200 }, (_, path) => `/${path}`)] },
  { title: '500 metrics, a sink that takes 50 ms', metrics: 500, callbacks: ONE, sink: { delayMs: 50 } },
  { title: '500 metrics, 10 % answered 503 at first', metrics: 500, callbacks: ONE, sink: { failFirstOfTen: true } },
  {
    title: '500 metrics, one dead receiver of 50',
    metrics: 500,
    callbacks: Array.from({ length: 50 }, (_, path) => [path === 0 ? DEAD : `/${path}`]),
  },
  {
    title: '200 metrics, kill -9 while the receiver is down',
    metrics: 200,
    callbacks: ONE,
    sink: { isDown: true },
    isKilled: true,
  },
];

/** The callbacks of a metric, as URLs. */
export function callbacksOf({ callbacks }: Work, metric: number, sinkUrl: string): string[] {
  const paths = callbacks[metric % callbacks.length] ?? [];
  return paths.map((path) => (path.startsWith('/') ? `${sinkUrl}${path}` : path));
}

/** The metrics of a work, as the app has them. */
export function segmentsOf({ metrics }: Work): Segments {
  return { environmentId: 'bench', count: metrics };
}

/** How many webhooks have to arrive at the sink. */
export function expectedAt(work: Work): number {
  const all = Array.from({ length: work.metrics }, (_, metric) => callbacksOf(work, metric, ''));
  return all.flat().filter((url) => url.startsWith('/')).length;
}

/** One that does the work. */
export interface Contender {
  readonly name: string;
  /** Whether it keeps what it has taken when it is killed: only such a one is killed. */
  readonly survives: boolean;
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
