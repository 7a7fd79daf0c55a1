import { startChild } from '../../../local/process/child-process.ts';

/** A webhook that arrived at a sink. `at` is in milliseconds since the Unix epoch, with fractions. */
export interface Arrival {
  readonly path: string;
  readonly at: number;
  readonly body: string;
}

/** When the last of some webhooks arrived. */
export function lastArrival(arrivals: readonly Arrival[]): number {
  return Math.max(...arrivals.map(({ at }) => at));
}

/** The path and the metric of a webhook of any contender. An id in the body may start like the name, but is longer. */
export function keyOf({ path, body }: Pick<Arrival, 'path' | 'body'>): string {
  return `${path} ${/segment-(\d+)"/.exec(body)?.[1]}`;
}

/** How a sink answers: after a time, how many at the same time, and whether it refuses one webhook of ten at first. */
export interface SinkBehavior {
  readonly delayMs?: number;
  /** The others wait. One whose sender has gone by then has not arrived. */
  readonly atOnce?: number;
  readonly failFirstOfTen?: boolean;
  /** Refuses every webhook until it is told to recover. */
  readonly isDown?: boolean;
}

/** What the process of a sink is told. */
export type SinkRequest =
  | { readonly kind: 'forget' | 'recover' }
  | { readonly kind: 'wait'; readonly count: number; readonly isDistinct: boolean };

/** What the process of a sink tells. */
export type SinkReply =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'arrivals'; readonly arrivals: readonly Arrival[] };

/** A receiver of webhooks in a process of its own, so that it costs the measured process no time. */
export interface Sink {
  readonly url: string;
  /** Takes webhooks from now on. */
  recover(): void;
  /** Forgets what has arrived. */
  forget(): void;
  /** Waits for a number of webhooks. @throws when they do not arrive in time. */
  waitFor(count: number, deadlineMs?: number): Promise<readonly Arrival[]>;
  /** Waits until a number of distinct webhooks have arrived, told apart by path and metric, or until the deadline. */
  waitForDistinct(count: number, deadlineMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a sink. It ends with this process. */
export async function startSink(behavior: SinkBehavior = {}): Promise<Sink> {
  const child = startChild(['tests/bench/support/sink-main.ts', JSON.stringify(behavior)], {
    output: 'inherit',
    errors: 'inherit',
  });
  const next = (deadlineMs: number) =>
    new Promise<SinkReply>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the webhooks did not arrive within ${deadlineMs} ms`)),
        deadlineMs,
      );
      child.process.once('message', (message: SinkReply) => {
        clearTimeout(timer);
        resolve(message);
      });
    });
  const tell = (message: SinkRequest) => void child.process.send(message);
  const started = await next(30_000);
  if (started.kind !== 'listening') throw new Error('the sink did not start');
  return {
    url: `http://127.0.0.1:${started.port}`,
    recover: () => tell({ kind: 'recover' }),
    forget: () => tell({ kind: 'forget' }),
    async waitFor(count, deadlineMs = 120_000) {
      const replied = next(deadlineMs);
      tell({ kind: 'wait', count, isDistinct: false });
      const reply = await replied;
      return reply.kind === 'arrivals' ? reply.arrivals : [];
    },
    async waitForDistinct(count, deadlineMs) {
      const replied = next(deadlineMs);
      tell({ kind: 'wait', count, isDistinct: true });
      await replied.catch(() => undefined);
    },
    stop: () => child.stop(),
  };
}
