import type * as z from 'zod';
import type { Deps, KeyRange } from '../ports.ts';
import {
  allCircuits,
  allDataSourcesAndProcesses,
  allDeadLetters,
  allMetrics,
  allSubscriptions,
  allWaiting,
  allWork,
  ENVIRONMENTS,
  EVENT_DEAD_LETTERS,
  environmentPartition,
  timelineSince,
} from '../store/keys.ts';
import { type FirstRows, readable, readRow } from '../store/read-rows.ts';
import {
  circuitRow,
  deliveryDeadLetterRow,
  environmentRow,
  eventDeadLetterRow,
  processRow,
  stateRow,
  subscriptionRow,
  timelineRow,
  waitingRow,
  workRow,
} from '../store/rows.ts';

/** Rows of one read, at most: as many as one request can give. */
const MOST_ROWS = 1_000;

/** The firings that an overview shows. */
const FIRINGS = 20;

/** Dead events of all environments that are looked through for those of this one. Each may have 48 KiB. */
const DEAD_EVENTS = 50;

/** The rows that an overview is made of. */
export type OverviewRows = Awaited<ReturnType<typeof readOverviewRows>>;

/** Reads what an overview is made of: ten requests at the same time, whatever is stored. */
export async function readOverviewRows({ store }: Pick<Deps, 'store'>, environmentId: string) {
  const partition = environmentPartition(environmentId);
  const read = <T>(range: KeyRange, schema: z.ZodType<T>) => readPart(store, { partition, range, schema });
  const [entry, processes, metrics, subscriptions, circuits, work, waiting, deadLetters, deadEvents, firings] =
    await Promise.all([
      readRow(store, { partition: ENVIRONMENTS, key: partition }, environmentRow),
      read(allDataSourcesAndProcesses, processRow),
      read(allMetrics, stateRow),
      read(allSubscriptions, subscriptionRow),
      read(allCircuits, circuitRow),
      read(allWork, workRow),
      read(allWaiting, waitingRow),
      read(allDeadLetters, deliveryDeadLetterRow),
      readPart(store, {
        partition: EVENT_DEAD_LETTERS,
        range: { ...allDeadLetters, top: DEAD_EVENTS },
        schema: eventDeadLetterRow,
      }),
      read({ ...timelineSince(undefined), top: FIRINGS }, timelineRow),
    ]);
  return {
    partition,
    isNamed: entry !== undefined,
    processes,
    metrics,
    subscriptions,
    circuits,
    work,
    waiting,
    deadLetters,
    deadEvents,
    firings,
  };
}

interface Part<T> {
  readonly partition: string;
  readonly range: KeyRange;
  readonly schema: z.ZodType<T>;
}

/** One request. A row that cannot be read is skipped and noted. */
async function readPart<T>(store: Deps['store'], { partition, range, schema }: Part<T>): Promise<FirstRows<T>> {
  const page = await store.range(partition, { top: MOST_ROWS, ...range });
  return { rows: readable(store, partition, { rows: page.rows, schema }), isComplete: page.next === undefined };
}
