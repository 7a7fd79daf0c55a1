import { chunks } from '../../../shared/application/chunks.ts';
import type { Deps, Row, Store } from '../../../shared/application/ports.ts';
import { ENVIRONMENTS, environmentPartition } from '../../../shared/application/store/keys.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type CallbacksOf, prepareSegments, type Segments } from './crossings.ts';
import { memoryDeps } from './memory-deps.ts';

/** The most rows of one transaction. */
const ROWS_AT_ONCE = 100;

/** The rows of an environment with segments that have subscriptions. */
export interface PreparedRows {
  readonly partition: string;
  readonly rows: readonly Row[];
  readonly directory: readonly Row[];
}

/** Makes the rows in memory, which is much faster than through an emulator. */
export async function prepareRows(
  segments: Segments,
  callbacksOf: CallbacksOf,
  others: Partial<Deps>,
): Promise<PreparedRows> {
  const store = new MemoryStore();
  const deps = memoryDeps(store, others);
  await prepareSegments(deps, segments, callbacksOf);
  const partition = environmentPartition(segments.environmentId);
  return { partition, rows: store.rowsUnder(partition), directory: store.rowsUnder(ENVIRONMENTS) };
}

/** Puts the rows into a store. */
export async function copyRows(store: Store, { partition, rows, directory }: PreparedRows): Promise<void> {
  const put = (at: string, some: readonly Row[]) =>
    store.commit(
      at,
      some.map(({ key, data }) => ({ kind: 'put', key, data: Object(data) })),
    );
  for (const piece of chunks(rows, ROWS_AT_ONCE)) await put(partition, piece);
  await put(ENVIRONMENTS, directory);
}
