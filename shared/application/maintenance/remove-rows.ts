import { chunks } from '../chunks.ts';
import type { Deps, Row } from '../ports.ts';
import { type Stretch, scanPages, skipUnreadable } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';

/** Rows that are checked and removed at the same time. */
const ROWS_AT_ONCE = 16;

/** Whether a row is to be removed. */
export type Expiry = (row: Row) => boolean | Promise<boolean>;

/** Removes a row if it has expired, and returns whether it did. */
export type RemoveRow = (row: Row) => Promise<boolean>;

interface Removal {
  readonly remove: RemoveRow;
  /** Without time left, the next run goes on. */
  readonly hasTime: () => boolean;
}

/**
 * Removes the expired rows of a stretch, and returns how many. A row that has changed since it was read stays, and so does
 * one that cannot be read.
 */
export async function removeRows(
  deps: Pick<Deps, 'store'>,
  stretch: Stretch,
  { remove, hasTime }: Removal,
): Promise<number> {
  let count = 0;
  const tryToRemove = async (row: Row) => {
    if (await remove(row)) count += 1;
  };
  for await (const rows of scanPages(deps.store, stretch)) {
    for (const piece of chunks(rows, ROWS_AT_ONCE)) {
      if (!hasTime()) return count;
      await Promise.all(
        piece.map((row) =>
          skipUnreadable(deps.store, stretch.partition, () => onConflict(tryToRemove(row), () => undefined)),
        ),
      );
    }
  }
  return count;
}

/** Removes a row on the condition that it has not changed since its expiry was judged. */
export function removeIf({ store }: Pick<Deps, 'store'>, partition: string, isExpired: Expiry): RemoveRow {
  return async (row) => {
    if (!(await isExpired(row))) return false;
    await store.commit(partition, [{ kind: 'remove', key: row.key, etag: row.etag }]);
    return true;
  };
}
