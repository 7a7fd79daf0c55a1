import type { Deps, KeyRange } from '../ports.ts';
import {
  allCallbacks,
  allCircuits,
  allDataSources,
  allDeliveries,
  allFirings,
  allFlows,
  allProcesses,
  allReleaseLocks,
  allRuns,
  allSubscriptions,
  blobsBefore,
  CALLBACKS,
  DIAGNOSTICS,
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
  isOrphaned,
  isOrphanedCallback,
  isOrphanedFlow,
  isWithoutFiring,
  type Limits,
  limitsNow,
} from './expiry.ts';
import { type Expiry, type RemoveRow, removeIf, removeRows } from './remove-rows.ts';
import { removeSubscription } from './remove-subscription.ts';
import { removeUnusedEnvironment } from './remove-unused-environment.ts';
import { type Position, startAnywhere, visitEnvironments } from './visit-environments.ts';

/** Environments that are visited at the same time. */
const ENVIRONMENTS_AT_ONCE = 4;

/** Milliseconds for one run, below the host's function timeout of ten minutes. */
const BUDGET = 6 * 60_000;

/** How many rows of each kind were removed. */
interface RetentionReport {
  readonly deliveries: number;
  readonly firings: number;
  readonly runs: number;
  readonly processes: number;
  readonly deadLetters: number;
  readonly subscriptions: number;
  /** Environments that were removed because nobody uses them. */
  readonly environments: number;
  /** Positions in diagnostic logs that are not looked at any more. */
  readonly logs: number;
}

/** The report on one environment. */
type EnvironmentReport = Omit<RetentionReport, 'logs'>;

/**
 * Removes everything that has expired. A run that is out of time leaves the rest to the next one, which starts behind it; the
 * first run of a process starts anywhere, so that all environments get their turn.
 *
 * @throws AggregateError after the other environments, when the rows of some could not be removed
 */
export async function removeExpired(deps: Deps, position: Position = {}): Promise<RetentionReport> {
  const limits = limitsNow(deps);
  startAnywhere(deps, position);
  const end = deps.clock.now() + BUDGET;
  const hasTime = () => deps.clock.now() < end;
  const logs = await removePositions(deps, hasTime);
  const ofEvents = await removeDeadLetters(deps, { partition: EVENT_DEAD_LETTERS, limits, hasTime });
  const describe = (faults: number, all: number) =>
    `the expired rows of ${faults} of ${all} environments could not be removed`;
  const { results } = await visitEnvironments(
    deps,
    { width: ENVIRONMENTS_AT_ONCE, budget: BUDGET, position, describe },
    (partition, hasTime) => removeFromEnvironment(deps, { partition, limits, hasTime }),
  );
  await removeRows(
    deps,
    { partition: CALLBACKS, range: allCallbacks },
    { remove: removeIf(deps, CALLBACKS, (row) => isOrphanedCallback(deps, row)), hasTime },
  );
  const sumOf = (kind: keyof EnvironmentReport) => results.reduce((sum, report) => sum + report[kind], 0);
  return {
    deliveries: sumOf('deliveries'),
    firings: sumOf('firings'),
    runs: sumOf('runs'),
    processes: sumOf('processes'),
    deadLetters: ofEvents + sumOf('deadLetters'),
    subscriptions: sumOf('subscriptions'),
    environments: sumOf('environments'),
    logs,
  };
}

interface Visit {
  readonly partition: string;
  readonly limits: Limits;
  readonly hasTime: () => boolean;
}

/** The order matters: a firing can go only after its deliveries, a circuit only after its subscription. */
async function removeFromEnvironment(deps: Deps, visit: Visit): Promise<EnvironmentReport> {
  const { partition, limits, hasTime } = visit;
  const remove = (range: KeyRange, isExpired: Expiry) =>
    removeRows(deps, { partition, range }, { remove: removeIf(deps, partition, isExpired), hasTime });
  const deadLetters = await removeDeadLetters(deps, visit);
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
  for (const range of [allCircuits, allReleaseLocks]) await remove(range, (row) => isOrphaned(deps, partition, row));
  await remove(allFlows, (row) => isOrphanedFlow(deps, partition, row));
  const isRemoved = await removeUnusedEnvironment(deps, visit);
  return {
    deliveries,
    firings,
    runs,
    processes: otherProcesses + dataSources,
    deadLetters,
    subscriptions,
    environments: isRemoved ? 1 : 0,
  };
}

/** Beyond the retention, logs are looked at for 48 hours at most, and clocks differ. */
const LOOKED_AT_MS = 3 * 24 * 60 * 60_000;

function removePositions(deps: Deps, hasTime: () => boolean): Promise<number> {
  const range = blobsBefore(deps.clock.now() - deps.settings.retention - LOOKED_AT_MS);
  const remove = removeIf(deps, DIAGNOSTICS, () => true);
  return removeRows(deps, { partition: DIAGNOSTICS, range }, { remove, hasTime });
}

function removeDeadLetters(deps: Deps, { partition, limits, hasTime }: Visit): Promise<number> {
  const remove = removeIf(deps, partition, () => true);
  return removeRows(deps, { partition, range: limits.deadLetters }, { remove, hasTime });
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
