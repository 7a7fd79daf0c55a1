import type { DeliveryCounts } from '../../contract/operator-answers.ts';
import { isFinished } from '../delivery/delivery-view.ts';
import type { Deps } from '../ports.ts';
import {
  allDeadLetters,
  allWaiting,
  allWork,
  deliveriesOfGroup,
  firingGroup,
  occurrenceOf,
  topicOfWaiting,
} from '../store/keys.ts';
import { readable, readFirst } from '../store/read-rows.ts';
import {
  type DeliveryRow,
  deliveryDeadLetterRow,
  deliveryRow,
  type Stored,
  type TimelineRow,
  type Work,
  waitingRow,
  workRow,
} from '../store/rows.ts';

/** How far the deliveries of a firing have come. The counts are absent when there is too much to count. */
export interface FiringProgress {
  readonly isDone: boolean;
  readonly counts?: DeliveryCounts | undefined;
}

/** Rows of an environment that tell of unfinished and dead deliveries. */
export interface ProgressRows {
  readonly work: readonly Stored<Work>[];
  readonly waiting: readonly Stored<{ readonly group: string }>[];
  readonly deadLetters: readonly Stored<{ readonly delivery: string }>[];
  /** Whether the environment has no other such rows. */
  readonly isComplete: boolean;
}

type Firing = Pick<TimelineRow, 'topic' | 'sequence' | 'deliveries' | 'deletedDeadLetters'>;

/** The progress of firings; `undefined` when the rows do not tell it. */
export type ProgressOf = (firing: Firing) => FiringProgress | undefined;

/**
 * Tells the progress of the firings of an environment: every unfinished delivery has a row of work, or waits for a circuit, and
 * every dead one has a dead letter. The others have been delivered.
 */
export function progressOf({ work, waiting, deadLetters, isComplete }: ProgressRows): ProgressOf {
  const tallies = new Map<string, Tally>();
  for (const { data } of work) countWork(tallies, data);
  for (const { key, data } of waiting) tallyOf(tallies, topicOfWaiting(key), data.group).waiting += 1;
  for (const { data } of deadLetters) {
    const { topic, group } = occurrenceOf(data.delivery);
    tallyOf(tallies, topic, group).dead += 1;
  }
  return ({ topic, sequence, deliveries, deletedDeadLetters = 0 }) => {
    const { isFanningOut, ...seen } = tallies.get(nameOf(topic, firingGroup(sequence))) ?? emptyTally();
    const unfinished = seen.pending + seen.retrying + seen.waiting;
    if (isFanningOut) return { isDone: false };
    if (!isComplete || deliveries === undefined) return unfinished > 0 && isComplete ? { isDone: false } : undefined;
    const dead = seen.dead + deletedDeadLetters;
    const delivered = Math.max(0, deliveries - unfinished - dead);
    return { isDone: unfinished === 0, counts: { ...seen, dead, delivered } };
  };
}

interface Tally extends DeliveryCounts {
  isFanningOut: boolean;
}

function emptyTally(): Tally {
  return { delivered: 0, retrying: 0, waiting: 0, pending: 0, dead: 0, isFanningOut: false };
}

function tallyOf(tallies: Map<string, Tally>, topic: string, group: string): Tally {
  const name = nameOf(topic, group);
  const tally = tallies.get(name) ?? emptyTally();
  tallies.set(name, tally);
  return tally;
}

function countWork(tallies: Map<string, Tally>, work: Work): void {
  if (work.kind === 'release') return;
  const tally = tallyOf(tallies, work.topic, work.group);
  if (work.kind === 'fan-out') tally.isFanningOut = true;
  else tally[work.state === 'retrying' ? 'retrying' : 'pending'] += 1;
}

function nameOf(topic: string, group: string): string {
  return `${topic}.${group}`;
}

/** Deliveries of one firing that are looked at when the environment has too many rows to read all of them. */
const DELIVERIES_PER_FIRING = 20;

/**
 * Reads the progress of the firings of an environment. A list of firings costs three reads, however many deliveries they have.
 * With a backlog of more than `top` rows each firing costs one more, and one with many deliveries then counts as pending.
 */
export async function readProgress(
  { store }: Pick<Deps, 'store'>,
  partition: string,
  top: number,
): Promise<(firing: Firing) => Promise<FiringProgress>> {
  const [work, waiting, deadLetters] = await Promise.all([
    readFirst(store, { partition, range: { ...allWork, top } }, workRow),
    readFirst(store, { partition, range: { ...allWaiting, top } }, waitingRow),
    readFirst(store, { partition, range: { ...allDeadLetters, top } }, deliveryDeadLetterRow),
  ]);
  const known = progressOf({
    work: work.rows,
    waiting: waiting.rows,
    deadLetters: deadLetters.rows,
    isComplete: work.isComplete && waiting.isComplete && deadLetters.isComplete,
  });
  return async (firing) => known(firing) ?? readDeliveries(store, partition, firing);
}

async function readDeliveries(store: Deps['store'], partition: string, { topic, sequence }: Firing) {
  const range = { ...deliveriesOfGroup(topic, firingGroup(sequence)), top: DELIVERIES_PER_FIRING };
  const page = await store.range(partition, range);
  if (page.next !== undefined) return { isDone: false };
  return countDeliveries(readable(store, partition, { rows: page.rows, schema: deliveryRow }).map(({ data }) => data));
}

/** The progress of a firing, from all its deliveries. */
export function countDeliveries(
  deliveries: readonly DeliveryRow[],
): FiringProgress & { readonly counts: DeliveryCounts } {
  const counts: DeliveryCounts = { delivered: 0, retrying: 0, waiting: 0, pending: 0, dead: 0 };
  for (const { state } of deliveries) counts[state] += 1;
  return { isDone: deliveries.every(isFinished), counts };
}
