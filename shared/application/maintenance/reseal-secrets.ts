import { chunks } from '../chunks.ts';
import { areSealedWithFirstKey, openSecrets, resealPrevious, sealSecrets } from '../delivery/subscription-secrets.ts';
import type { Deps, Row } from '../ports.ts';
import { allSubscriptions } from '../store/keys.ts';
import { scanPages } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { subscriptionRow } from '../store/rows.ts';
import { type Position, startAnywhere, visitEnvironments } from './visit-environments.ts';

/** Rows for one run, well below the host's function timeout. The next run goes on with the rest. */
const ROWS_PER_RUN = 10_000;
const AT_ONCE = 4;
/** Enough to look at more than 100,000 environments within the budget. */
const ENVIRONMENTS_AT_ONCE = 8;
/** Milliseconds. Together with the removal of expired rows, it is below the host's function timeout of ten minutes. */
const BUDGET = 3 * 60_000;

/** How far a rotation of the key has come. */
export interface Resealed {
  /** Subscriptions whose secrets this run sealed with the first key. */
  readonly resealed: number;
  /** Subscriptions whose secrets another key than the first still holds; absent when environments are left, whose keys nobody has seen. */
  readonly previous?: number;
  /** Environments for which the run had no time left; absent when there are none. */
  readonly unvisited?: number;
}

/**
 * Seals the secrets of all subscriptions with the first key, so that a rotation ends by itself. The next run with the same
 * position starts behind the environment where this one ran out of time, and the first run of a process anywhere.
 *
 * @throws AggregateError after the other environments, when the rows of some could not be sealed
 */
export async function resealSecrets(deps: Deps, position: Position = {}, limit = ROWS_PER_RUN): Promise<Resealed> {
  startAnywhere(deps, position);
  let [found, tried, resealed] = [0, 0, 0];
  const visit = async (partition: string) => {
    for await (const rows of scanPages(deps.store, { partition, range: allSubscriptions })) {
      const old = rows.filter((row) => isHeldByAnotherKey(deps, row));
      found += old.length;
      const now = old.slice(0, limit - tried);
      tried += now.length;
      for (const piece of chunks(now, AT_ONCE)) {
        const done = await Promise.all(piece.map((row) => reseal(deps, partition, row)));
        resealed += done.filter(Boolean).length;
      }
    }
  };
  const describe = (faults: number, all: number) =>
    `the secrets of ${faults} of ${all} environments could not be sealed`;
  const round = { width: ENVIRONMENTS_AT_ONCE, budget: BUDGET, position, describe };
  const { unvisited } = await visitEnvironments(deps, round, visit);
  return unvisited > 0 ? { resealed, unvisited } : { resealed, previous: found - resealed };
}

function isHeldByAnotherKey(deps: Deps, row: Row): boolean {
  const read = subscriptionRow.safeParse(row.data);
  return read.success && !areSealedWithFirstKey(deps, read.data);
}

/** False when no present key opens the row, or when another writer has changed it: the next run tries again. */
async function reseal(deps: Deps, partition: string, { key, etag, data }: Row): Promise<boolean> {
  const subscription = subscriptionRow.parse(data);
  const secrets = openSecrets(deps, { partition, key }, subscription);
  if (!secrets) return false;
  const at = { partition, key };
  const previous = resealPrevious(deps, at, secrets.previous);
  const sealed = { ...subscription, ...sealSecrets(deps, at, secrets), ...previous };
  const written = deps.store.commit(partition, [{ kind: 'replace', key, etag, data: sealed }]).then(() => true);
  return onConflict(written, () => false);
}
