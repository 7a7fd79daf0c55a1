import type { Deps, KeyRange } from '../ports.ts';
import { settleInTurn } from '../settle-in-turn.ts';
import { partitionsOf } from '../store/environments.ts';
import {
  allCircuits,
  allDataSources,
  allDeliveries,
  allFirings,
  allProcesses,
  allRuns,
  allSubscriptions,
  blobsBefore,
  DIAGNOSTICS,
  EVENT_DEAD_LETTERS,
} from '../store/keys.ts';
import {
  isExpiredDataSource,
  isExpiredDelivery,
  isExpiredFiring,
  isExpiredProcess,
  isExpiredRun,
  isOrphanedCircuit,
  type Limits,
  limitsNow,
} from './expiry.ts';
import { type Expiry, removeIf, removeRows } from './remove-rows.ts';
import { removeSubscription } from './remove-subscription.ts';

/** How many rows of each kind were removed. */
interface RetentionReport {
  readonly deliveries: number;
  readonly firings: number;
  readonly runs: number;
  readonly processes: number;
  readonly deadLetters: number;
  readonly subscriptions: number;
  /** Positions in diagnostic logs that are not looked at any more. */
  readonly logs: number;
}

/** The report on one environment, or the sum of all. */
type EnvironmentReport = Omit<RetentionReport, 'logs'>;

/** Removes everything that has expired: in all environments, one after another. */
export async function removeExpired(deps: Deps): Promise<RetentionReport> {
  const limits = limitsNow(deps);
  const logs = await removePositions(deps);
  const ofEvents = await removeDeadLetters(deps, EVENT_DEAD_LETTERS, limits);
  const partitions = await partitionsOf(deps, undefined);
  const reports = await settleInTurn(
    partitions,
    (partition) => removeFromEnvironment(deps, partition, limits),
    (faults) => `the expired rows of ${faults} of ${partitions.length} environments could not be removed`,
  );
  const sumOf = (kind: keyof EnvironmentReport) => reports.reduce((sum, report) => sum + report[kind], 0);
  return {
    deliveries: sumOf('deliveries'),
    firings: sumOf('firings'),
    runs: sumOf('runs'),
    processes: sumOf('processes'),
    deadLetters: ofEvents + sumOf('deadLetters'),
    subscriptions: sumOf('subscriptions'),
    logs,
  };
}

/** The order matters: a firing can go only after its deliveries, a circuit only after its subscription. */
async function removeFromEnvironment(deps: Deps, partition: string, limits: Limits): Promise<EnvironmentReport> {
  const hasTime = () => true;
  const remove = (range: KeyRange, isExpired: Expiry) =>
    removeRows(deps, { partition, range }, { remove: removeIf(deps, partition, isExpired), hasTime });
  const deadLetters = await removeDeadLetters(deps, partition, limits);
  const deliveries = await remove(allDeliveries, (row) => isExpiredDelivery(limits, row));
  const firings = await remove(allFirings, (row) => isExpiredFiring(deps, { partition, ...limits }, row));
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

function removeDeadLetters(deps: Deps, partition: string, { deadLetters }: Limits): Promise<number> {
  const remove = removeIf(deps, partition, () => true);
  return removeRows(deps, { partition, range: deadLetters }, { remove, hasTime: () => true });
}

/** Beyond the retention, logs are looked at for 48 hours at most, and clocks differ. */
const LOOKED_AT_MS = 3 * 24 * 60 * 60_000;

function removePositions(deps: Deps): Promise<number> {
  const range = blobsBefore(deps.clock.now() - deps.settings.retention - LOOKED_AT_MS);
  const remove = removeIf(deps, DIAGNOSTICS, () => true);
  return removeRows(deps, { partition: DIAGNOSTICS, range }, { remove, hasTime: () => true });
}
