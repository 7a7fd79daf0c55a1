import { type Instant, instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import { chunks } from '../chunks.ts';
import { deliverMessage, deliverMessages, releaseMessage } from '../delivery/delivery-message.ts';
import { continueFanOut } from '../firing/fan-out.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import { dueTimeOf, dueWork } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { type Stored, type Work, workRow } from '../store/rows.ts';
import { type Position, visitEnvironments } from './visit-environments.ts';

/** Environments that are swept at the same time. */
const ENVIRONMENTS_AT_ONCE = 32;

/** Milliseconds for one sweep, well below the minute after which the next one starts. */
const BUDGET = 40_000;

/** Messages that are enqueued at the same time. */
const MESSAGES_AT_ONCE = 64;

/**
 * A message names a range of subscriptions, and its worker reads all of their deliveries. Up to this many overdue deliveries
 * of one firing therefore get a message each.
 */
const SINGLE_MESSAGES = 8;

interface EnvironmentSweep {
  /** Deliveries and releases that were enqueued. */
  readonly deliveries: number;
  /** Fan-outs that were finished. */
  readonly fanOuts: number;
  /** How long the oldest work had been due for the sweeper; 0 without any. */
  readonly oldestDueSeconds: number;
}

/** What a sweep did. */
interface SweepReport extends EnvironmentSweep {
  readonly environments: number;
}

/**
 * Resumes overdue work: deliveries whose worker died or whose message was lost, and interrupted fan-outs. It reads only the
 * work rows that are due: one request for an environment without any. The next sweep with the same position starts behind the
 * environment where this one ran out of time.
 *
 * @throws AggregateError after the other environments, when some could not be swept
 */
export async function sweep(deps: Deps, position: Position = {}): Promise<SweepReport> {
  const describe = (faults: number, all: number) => `${faults} of ${all} environments could not be swept`;
  const round = { width: ENVIRONMENTS_AT_ONCE, budget: BUDGET, position, describe };
  const { environments, results } = await visitEnvironments(deps, round, (partition, hasTime) =>
    sweepEnvironment(deps, partition, hasTime),
  );
  const sumOf = (count: 'deliveries' | 'fanOuts') => results.reduce((sum, one) => sum + one[count], 0);
  const oldestDueSeconds = results.reduce((oldest, one) => Math.max(oldest, one.oldestDueSeconds), 0);
  return { environments, deliveries: sumOf('deliveries'), fanOuts: sumOf('fanOuts'), oldestDueSeconds };
}

/**
 * Enqueues deliveries first, so that a fan-out that fails does not hold them up. A fan-out for which no time is left keeps its
 * work row, so the next sweep continues it.
 */
async function sweepEnvironment(deps: Deps, partition: string, hasTime: () => boolean): Promise<EnvironmentSweep> {
  const now = deps.clock.now();
  const range = dueWork(instantFromMilliseconds(now));
  const work = await readAll(deps.store, { partition, range }, workRow);
  const [oldest] = work;
  const oldestDueSeconds = oldest ? secondsSince(dueTimeOf(oldest.key), now) : 0;
  for (const piece of chunks(messagesFor(partition, work), MESSAGES_AT_ONCE)) {
    await Promise.all(piece.map((message) => deps.deliveries.enqueue(message, 0)));
  }
  const fanOuts = work.flatMap(({ data }) => (data.kind === 'fan-out' ? [data] : []));
  let finished = 0;
  for (const { topic, group } of fanOuts) {
    const isFinished = await continueFanOut(deps, { partition, topic, group }, hasTime);
    if (isFinished) finished += 1;
    if (!hasTime()) break;
  }
  return { deliveries: work.length - fanOuts.length, fanOuts: finished, oldestDueSeconds };
}

function secondsSince(instant: Instant, now: number): number {
  return Math.max(0, Math.round((now - instantToMilliseconds(instant)) / 1000));
}

type DeliveryWork = Extract<Work, { kind: 'delivery' }>;

/** The messages for overdue deliveries and releases, in the order in which each firing and each release first appears. */
function messagesFor(partition: string, work: readonly Stored<Work>[]): DeliveryMessage[] {
  const groups = Map.groupBy(work, ({ key, data }) => (data.kind === 'delivery' ? `${data.topic} ${data.group}` : key));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first?.data.kind === 'release') return [releaseMessage(partition, first.data, first.key)];
    const deliveries = group.flatMap(({ data }) => (data.kind === 'delivery' ? [data] : []));
    return deliveryMessages(partition, deliveries);
  });
}

function deliveryMessages(partition: string, deliveries: readonly DeliveryWork[]): DeliveryMessage[] {
  if (deliveries.length <= SINGLE_MESSAGES) return deliveries.map((one) => deliverMessage(partition, one));
  const inOrder = deliveries.toSorted((a, b) => (a.suffix < b.suffix ? -1 : 1));
  return deliverMessages(partition, inOrder);
}
