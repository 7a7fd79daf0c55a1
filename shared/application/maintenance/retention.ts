import type { Deps, KeyRange } from '../ports.ts';
import { settleInTurn } from '../settle-in-turn.ts';
import { partitionsOf } from '../store/environments.ts';
import {
  allCallbacks,
  allCircuits,
  allDataSources,
  allDeliveries,
  allFirings,
  allProcesses,
  allRuns,
  allSubscriptions,
  CALLBACKS,
  EVENT_DEAD_LETTERS,
  timelineBefore,
} from '../store/keys.ts';
import { firingRow, parseRow } from '../store/rows.ts';
import { completeTimeline, timelineWrites } from '../store/timeline.ts';
import {
  isExpiredDataSource,
  isExpiredDelivery,
  isExpiredFiring,
  isExpiredProcess,
  isExpiredRun,
  isOrphanedCallback,
  isOrphanedCircuit,
  isWithoutFiring,
  type Limits,
  limitsNow,
} from './expiry.ts';
import { type Expiry, type RemoveRow, removeIf, removeRows } from './remove-rows.ts';
import { removeSubscription } from './remove-subscription.ts';

/** How many rows of each kind were removed. */
interface RetentionReport {
  readonly deliveries: number;
  readonly firings: number;
  readonly runs: number;
  readonly processes: number;
  readonly deadLetters: number;
  readonly subscriptions: number;
}

/** Removes everything that has expired: in all environments, one after another. */
export async function removeExpired(deps: Deps): Promise<RetentionReport> {
  const limits = limitsNow(deps);
  const ofEvents = await removeDeadLetters(deps, EVENT_DEAD_LETTERS, limits);
  const partitions = await partitionsOf(deps, undefined);
  const reports = await settleInTurn(
    partitions,
    (partition) => removeFromEnvironment(deps, partition, limits),
    (faults) => `the expired rows of ${faults} of ${partitions.length} environments could not be removed`,
  );
  await removeRows(
    deps,
    { partition: CALLBACKS, range: allCallbacks },
    { remove: removeIf(deps, CALLBACKS, (row) => isOrphanedCallback(deps, row)), hasTime: () => true },
  );
  const sumOf = (kind: keyof RetentionReport) => reports.reduce((sum, report) => sum + report[kind], 0);
  return {
    deliveries: sumOf('deliveries'),
    firings: sumOf('firings'),
    runs: sumOf('runs'),
    processes: sumOf('processes'),
    deadLetters: ofEvents + sumOf('deadLetters'),
    subscriptions: sumOf('subscriptions'),
  };
}

/** The order matters: a firing can go only after its deliveries, a circuit only after its subscription. */
async function removeFromEnvironment(deps: Deps, partition: string, limits: Limits): Promise<RetentionReport> {
  const hasTime = () => true;
  const remove = (range: KeyRange, isExpired: Expiry) =>
    removeRows(deps, { partition, range }, { remove: removeIf(deps, partition, isExpired), hasTime });
  const deadLetters = await removeDeadLetters(deps, partition, limits);
  const deliveries = await remove(allDeliveries, (row) => isExpiredDelivery(limits, row));
  const firings = await removeRows(
    deps,
    { partition, range: allFirings },
    { remove: removeFiring(deps, partition, limits), hasTime },
  );
  await completeTimeline(deps, partition);
  await remove(timelineBefore(limits.finished), (row) => isWithoutFiring(deps, partition, row));
  const runs = await remove(allRuns, (row) => isExpiredRun(limits, row));
  const otherProcesses = await remove(allProcesses, (row) => isExpiredProcess(limits, row));
  const dataSources = await remove(allDataSources, (row) => isExpiredDataSource(limits, row));
  const subscriptions = await removeRows(
    deps,
    { partition, range: allSubscriptions },
    { remove: (row) => removeSubscription(deps, limits, row), hasTime },
  );
  await remove(allCircuits, (row) => isOrphanedCircuit(deps, partition, row));
  return { deliveries, firings, runs, processes: otherProcesses + dataSources, deadLetters, subscriptions };
}

/** Removes an expired firing. A firing of an earlier version that stays gets its row on the timeline. */
function removeFiring(deps: Deps, partition: string, limits: Limits): RemoveRow {
  const removeExpiredOne = removeIf(deps, partition, (row) => isExpiredFiring(deps, { partition, ...limits }, row));
  return async (row) => {
    if (await removeExpiredOne(row)) return true;
    const firing = parseRow(firingRow, row);
    if (!firing.data.isOnTimeline) await deps.store.commit(partition, timelineWrites(firing));
    return false;
  };
}

function removeDeadLetters(deps: Deps, partition: string, { deadLetters }: Limits): Promise<number> {
  const remove = removeIf(deps, partition, () => true);
  return removeRows(deps, { partition, range: deadLetters }, { remove, hasTime: () => true });
}
