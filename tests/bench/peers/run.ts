import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../statistics.ts';
import { type Arrival, keyOf, type Sink, startSink } from '../support/sink.ts';
import { ProcessCosts } from './process-costs.ts';
import { type Contender, expectedAt, type Running, type Work } from './work.ts';

const PATIENCE_MS = 150_000;
/** How long a contender that was killed may need for the work itself, beside its recovery. */
const PATIENCE_AFTER_KILL_MS = 60_000;
/** What comes twice comes a little later. */
const AFTERMATH_MS = 1_000;

/** What a contender did of a work, and what it used for it. */
export interface Result {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Starts a contender, has it do a work, and stops it. */
export async function run(contender: Contender, work: Work): Promise<Result> {
  const sink = await startSink(work.sink);
  const running = await contender.start(work, sink.url);
  try {
    const costs = new ProcessCosts(running.pids());
    const sentAt = performance.timeOrigin + performance.now();
    await running.send();
    await (work.kill
      ? interrupt({ contender, work, sink, running, costs })
      : sink.waitForDistinct(expectedAt(work), PATIENCE_MS));
    await sleep(AFTERMATH_MS);
    costs.see(running.pids());
    return resultOf(work, await sink.waitFor(0), { sentAt, costs });
  } finally {
    await running.stop();
    await sink.stop();
  }
}

interface Interrupted {
  readonly contender: Contender;
  readonly work: Work;
  readonly sink: Sink;
  readonly running: Running;
  readonly costs: ProcessCosts;
}

/** Kills it in the middle, and waits until it has taken up what was interrupted, even when all has arrived: a part may come twice. */
async function interrupt({ contender, work: { kill, ...work }, sink, running, costs }: Interrupted): Promise<void> {
  if (kill && 'afterMs' in kill) await sleep(kill.afterMs);
  else if (kill) await sink.waitForDistinct(kill.afterArrivals, PATIENCE_MS);
  costs.see(running.pids());
  await running.restart();
  sink.recover();
  const { recoveryMs = 0 } = contender;
  await Promise.all([sleep(recoveryMs), sink.waitForDistinct(expectedAt(work), recoveryMs + PATIENCE_AFTER_KILL_MS)]);
}

interface Measured {
  readonly sentAt: number;
  readonly costs: ProcessCosts;
}

function resultOf(work: Work, arrivals: readonly Arrival[], { sentAt, costs }: Measured): Result {
  const distinct = new Set(arrivals.map(keyOf)).size;
  const first = new Map<string, number>();
  for (const arrival of arrivals) if (!first.has(keyOf(arrival))) first.set(keyOf(arrival), arrival.at - sentAt);
  const waits = [...first.values()];
  const { cpuSeconds, megabytes } = costs;
  const speed =
    waits.length > 0
      ? { rate: distinct / (Math.max(...waits) / 1_000), p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) }
      : { rate: 0, p50: 0, p99: 0 };
  return { ...speed, cpuSeconds, megabytes, lost: expectedAt(work) - distinct, doubled: arrivals.length - distinct };
}
