import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps, Row } from '../ports.ts';
import { isOldEntry } from '../store/environments.ts';
import { ENVIRONMENTS, isProcessKey, isStateKey, rowsInUse, TIMELINE_COMPLETE, wholePartition } from '../store/keys.ts';
import { readRow, scanPages } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { environmentRow, parseRow, type Stored, stateRow } from '../store/rows.ts';
import { isExpiredProcess, type Limits } from './expiry.ts';
import { removeIf, removeRows } from './remove-rows.ts';

/** An entry of the directory is stamped every half day while its environment gets new rows. */
const LEAST_AGE_MS = 24 * 60 * 60_000;

/** One environment, and whether there is time left to go on with it. */
interface Visit {
  readonly partition: string;
  readonly limits: Limits;
  readonly hasTime: () => boolean;
}

/**
 * Removes what is left of an environment that nothing has named or subscribed to for the time of retention, and its entry in
 * the directory at last. Returns whether it did. A call that enters the environment at the same time stamps the entry or
 * changes a row, and the removal conflicts with it.
 */
export async function removeUnusedEnvironment(deps: Deps, visit: Visit): Promise<boolean> {
  const { partition } = visit;
  // The entry is read before the rows: what comes after has stamped it.
  const entry = await readRow(deps.store, { partition: ENVIRONMENTS, key: partition }, environmentRow);
  if (!entry) return false;
  const now = deps.clock.now();
  if (!entry.data.enteredAt) return stamp(deps, entry, now);
  const limit = instantFromMilliseconds(now - LEAST_AGE_MS);
  const isOld = isOldEntry(entry.data, limit) && isOldEntry(entry.data, visit.limits.finished);
  if (!isOld || (await isInUse(deps, visit))) return false;
  const whole = { partition, range: wholePartition };
  await removeRows(deps, whole, { remove: removeIf(deps, partition, isUnused(visit.limits)), hasTime: visit.hasTime });
  if (await hasRows(deps, whole)) return false;
  const removal = deps.store.commit(ENVIRONMENTS, [{ kind: 'remove', key: entry.key, etag: entry.etag }]);
  return onConflict(
    removal.then(() => true),
    () => false,
  );
}

/** An earlier version has written this entry, and nobody knows when. Its time starts now. */
async function stamp({ store }: Deps, { key, etag, data }: Stored<object>, now: number): Promise<false> {
  const stamped = { ...data, enteredAt: instantFromMilliseconds(now) };
  await onConflict(store.commit(ENVIRONMENTS, [{ kind: 'replace', key, etag, data: stamped }]), () => undefined);
  return false;
}

/** Whether a row is kept for itself, or one that was changed within the time of retention. */
async function isInUse({ store }: Deps, { partition, limits, hasTime }: Visit): Promise<boolean> {
  for (const range of rowsInUse) {
    if (await hasRows({ store }, { partition, range })) return true;
  }
  const isExpired = isUnused(limits);
  for await (const rows of scanPages(store, { partition, range: wholePartition })) {
    if (!hasTime() || !rows.every(isExpired)) return true;
  }
  return false;
}

async function hasRows(
  { store }: Pick<Deps, 'store'>,
  { partition, range }: { readonly partition: string; readonly range: (typeof rowsInUse)[number] },
): Promise<boolean> {
  const { rows } = await store.range(partition, { ...range, top: 1 });
  return rows.length > 0;
}

/** States and processes that nothing has changed for the time of retention. Any other row keeps its environment. */
function isUnused(limits: Limits): (row: Row) => boolean {
  return (row) => {
    if (row.key === TIMELINE_COMPLETE) return true;
    if (isProcessKey(row.key)) return isExpiredProcess(limits, row);
    if (!isStateKey(row.key)) return false;
    const { baseline } = parseRow(stateRow, row).data;
    // An earlier version has not written when it was applied.
    const changedAt = baseline?.appliedAt ?? baseline?.evaluatedAt;
    return changedAt === undefined || changedAt < limits.finished;
  };
}
