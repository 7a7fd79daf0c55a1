import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import { chunks } from '../chunks.ts';
import { finishFanOuts } from '../firing/fan-out.ts';
import type { Deps, KeyRange, Row } from '../ports.ts';
import { partitionsOf } from '../store/environments.ts';
import {
  allCircuits,
  allDataSources,
  allDeliveries,
  allFirings,
  allProcesses,
  allRuns,
  allSubscriptions,
  deadLettersUntil,
  deliveriesOfGroup,
  EVENT_DEAD_LETTERS,
  firingGroup,
  subscriptionKeyOfCircuit,
} from '../store/keys.ts';
import { scanPages } from '../store/read-rows.ts';
import { subscriptionAddress } from '../store/resource-ids.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { deliveryRow, firingRow, processRow, runRow, subscriptionRow } from '../store/rows.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A subscription whose flow sleeps or is gone is forgotten after this time. */
const PRUNE_AFTER_MS = 30 * DAY_MS;

/** Dead letters are kept so many times longer than what was finished. */
const DEAD_LETTERS_LONGER = 3;

const AT_ONCE = 16;

interface Retired {
  readonly deliveries: number;
  readonly firings: number;
  readonly runs: number;
  readonly processes: number;
  readonly deadLetters: number;
  readonly subscriptions: number;
}

/**
 * Removes what was finished longer ago than the retention. A delivery that is not finished stays, and so does its firing: a
 * firing leaves after the last of its deliveries.
 */
export async function retire(deps: Deps): Promise<Retired> {
  const now = deps.clock.now();
  const cutoff = instantFromMilliseconds(now - deps.settings.retention);
  const pruned = instantFromMilliseconds(now - PRUNE_AFTER_MS);
  const oldDeadLetters = deadLettersUntil(now - DEAD_LETTERS_LONGER * deps.settings.retention);
  const sum = { deliveries: 0, firings: 0, runs: 0, processes: 0, deadLetters: 0, subscriptions: 0 };
  const always = async () => true;
  sum.deadLetters += await remove(deps, EVENT_DEAD_LETTERS, { range: oldDeadLetters, isOver: always });
  for (const partition of await partitionsOf(deps, undefined)) {
    const of = (range: KeyRange, isOver: (row: Row) => Promise<boolean>) => remove(deps, partition, { range, isOver });
    sum.deadLetters += await remove(deps, partition, { range: oldDeadLetters, isOver: always });
    sum.deliveries += await of(allDeliveries, async (row) =>
      isOldDelivery(row, { cutoff, oldestLetter: oldDeadLetters.from }),
    );
    sum.firings += await of(allFirings, (row) => isOldFiring(deps, partition, { row, cutoff }));
    sum.runs += await of(allRuns, async (row) => runRow.parse(row.data).at < cutoff);
    sum.processes += await of(allProcesses, async (row) => processRow.parse(row.data).lastEndedAt < cutoff);
    sum.processes += await of(allDataSources, async (row) => isOldDeletion(row, cutoff));
    sum.subscriptions += await of(allSubscriptions, (row) => mayLeave(deps, row, pruned));
    await of(allCircuits, async ({ key }) => !(await deps.store.read(partition, subscriptionKeyOfCircuit(key))));
  }
  return sum;
}

/** One that is dead stays as long as its dead letter, which could not be redriven without it. */
function isOldDelivery(row: Row, { cutoff, oldestLetter }: { cutoff: Instant; oldestLetter: string }): boolean {
  const { state, dueAt, attempts, deadLetterKey } = deliveryRow.parse(row.data);
  // The keys of dead letters begin with their times, the latest first.
  if (state === 'dead' && deadLetterKey) return deadLetterKey >= oldestLetter;
  return (state === 'delivered' || state === 'dead') && (attempts.at(-1)?.at ?? dueAt) < cutoff;
}

interface Old {
  readonly row: Row;
  readonly cutoff: Instant;
}

async function isOldFiring(deps: Deps, partition: string, { row, cutoff }: Old): Promise<boolean> {
  const { committedAt, cursor, topic, sequence } = firingRow.parse(row.data);
  if (committedAt >= cutoff || cursor !== undefined) return false;
  const left = await deps.store.range(partition, { ...deliveriesOfGroup(topic, firingGroup(sequence)), top: 1 });
  return left.rows.length === 0;
}

/** A data source stays in the lists until it is deleted. */
function isOldDeletion(row: Row, cutoff: Instant): boolean {
  const { lastStatus, lastEndedAt } = processRow.parse(row.data);
  return lastStatus === 'deleted' && lastEndedAt < cutoff;
}

/** A flow that has slept for long, or is long gone; not before it has its part of what is being fanned out. */
async function mayLeave(deps: Deps, row: Row, before: Instant): Promise<boolean> {
  const { id, status, statusSince } = subscriptionRow.parse(row.data);
  if (status !== 'dormant' && status !== 'gone') return false;
  if (statusSince === undefined || statusSince >= before) return false;
  await finishFanOuts(deps, subscriptionAddress(id));
  return true;
}

interface Removal {
  readonly range: KeyRange;
  readonly isOver: (row: Row) => Promise<boolean>;
}

/** Removes the rows of a range that are over, page by page; how many. What has changed since it was read is not over. */
async function remove(deps: Deps, partition: string, { range, isOver }: Removal): Promise<number> {
  let count = 0;
  const removeIfOver = async (row: Row) => {
    if (!(await isOver(row))) return;
    await deps.store.commit(partition, [{ kind: 'remove', key: row.key, etag: row.etag }]);
    count += 1;
  };
  for await (const rows of scanPages(deps.store, { partition, range })) {
    for (const slice of chunks(rows, AT_ONCE)) {
      await Promise.all(slice.map((row) => onConflict(removeIfOver(row), () => undefined)));
    }
  }
  return count;
}
