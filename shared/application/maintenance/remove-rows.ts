import { chunks } from '../chunks.ts';
import type { Deps, Row } from '../ports.ts';
import { type Stretch, scanPages, skipUnreadable } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';

/** Rows that are checked and removed at the same time. */
const ROWS_AT_ONCE = 16;

/** Whether a row is to be removed. It may do work first that has to be done before the row is gone. */
export type Expiry = (row: Row) => boolean | Promise<boolean>;

/**
 * Removes the expired rows of a stretch, and returns how many. A row that has changed since it was read stays, and so does
 * one that cannot be read.
 */
export async function removeRows(deps: Pick<Deps, 'store'>, stretch: Stretch, isExpired: Expiry): Promise<number> {
  let count = 0;
  const removeIfExpired = async (row: Row) => {
    if (!(await isExpired(row))) return;
    await deps.store.commit(stretch.partition, [{ kind: 'remove', key: row.key, etag: row.etag }]);
    count += 1;
  };
  for await (const rows of scanPages(deps.store, stretch)) {
    for (const piece of chunks(rows, ROWS_AT_ONCE)) {
      await Promise.all(
        piece.map((row) =>
          skipUnreadable(deps.store, stretch.partition, () => onConflict(removeIfExpired(row), () => undefined)),
        ),
      );
    }
  }
  return count;
}
