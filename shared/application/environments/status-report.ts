import type { ProcessAnswer, StatusReport } from '../../contract/answers.ts';
import { displayInstant, instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import { processTitle, writeReport } from '../../domain/status-report.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { allDataSources, allProcesses, ENVIRONMENTS, environmentPartition, metricsRange } from '../store/keys.ts';
import { fitting } from '../store/page-budget.ts';
import { readFirst, readRow } from '../store/read-rows.ts';
import { environmentRow, type ProcessRow, processRow, type StateRow, type Stored, stateRow } from '../store/rows.ts';
import { isPresent, runAnswer } from './read-data-sources.ts';
import { metricAnswer } from './read-metrics.ts';

/** A response has at most 1 MiB, and the text says everything once more. Each of the parts has a thousand rows at most. */
const MAX_BYTES = { processes: 250_000, metrics: 100_000 };

/**
 * Reports the last run of each process and the last value of each metric of an environment.
 *
 * @throws RequestError 404 when no event has named the environment
 */
export async function reportStatus(deps: Deps, environmentId: string): Promise<StatusReport> {
  const { isSeen, dataSources, others, segments, measures } = await readEnvironment(deps, environmentId);
  if (!isSeen) throw unknownEnvironment(environmentId);
  const current = others.filter(({ data }) => !isOutdated(data, segments));
  const processes = [...processAnswers(dataSources), ...processAnswers(current)];
  const report = {
    environmentId,
    createdAt: displayInstant(instantFromMilliseconds(deps.clock.now())),
    failedCount: processes.filter(({ status }) => status === 'failed').length,
    processes: fitting(processes, MAX_BYTES.processes),
    segments: fitting(metricAnswers(segments), MAX_BYTES.metrics),
    measures: fitting(metricAnswers(measures), MAX_BYTES.metrics),
  };
  return { ...report, text: writeReport(report) };
}

async function readEnvironment(deps: Deps, environmentId: string) {
  const { store } = deps;
  const partition = environmentPartition(environmentId);
  const [environment, dataSources, others, segments, measures] = await Promise.all([
    readRow(store, { partition: ENVIRONMENTS, key: partition }, environmentRow),
    readFirst(store, { partition, range: allDataSources }, processRow),
    readFirst(store, { partition, range: allProcesses }, processRow),
    readFirst(store, { partition, range: metricsRange('segment') }, stateRow),
    readFirst(store, { partition, range: metricsRange('measure') }, stateRow),
  ]);
  return {
    isSeen: environment?.data.isSeen === true,
    dataSources: dataSources.rows,
    others: others.rows,
    segments: segments.rows,
    measures: measures.rows,
  };
}

/** A segmentation is outdated when its segment was evaluated after it: whatever failed in it has been repeated since. */
function isOutdated({ process, name, lastEndedAt }: ProcessRow, segments: readonly Stored<StateRow>[]): boolean {
  if (process !== 'segmentation' || !name) return false;
  const baseline = segments.find(({ data }) => data.name === name)?.data.baseline;
  if (!baseline) return false;
  return instantToMilliseconds(baseline.evaluatedAt) >= instantToMilliseconds(lastEndedAt);
}

function processAnswers(rows: readonly Stored<ProcessRow>[]): ProcessAnswer[] {
  const present = rows.filter(({ data }) => isPresent(data));
  return present.map(({ data }) => processAnswer(data)).toSorted(byTitleAndName);
}

function processAnswer(row: ProcessRow): ProcessAnswer {
  const { process, name, displayName, lastStatus, lastEndedAt } = row;
  const title = processTitle(process);
  return {
    process,
    title,
    name,
    displayName: displayName ?? name ?? title,
    status: lastStatus,
    endedAt: displayInstant(lastEndedAt),
    ...runAnswer(row),
  };
}

function metricAnswers(rows: readonly Stored<StateRow>[]) {
  return rows.flatMap(({ data }) => metricAnswer(data) ?? []).toSorted(byDisplayName);
}

function byTitleAndName(one: ProcessAnswer, other: ProcessAnswer): number {
  return one.title.localeCompare(other.title) || byDisplayName(one, other);
}

interface Named {
  readonly displayName: string;
}

function byDisplayName(one: Named, other: Named): number {
  return one.displayName.localeCompare(other.displayName);
}

function unknownEnvironment(environmentId: string): RequestError {
  const message = `no event of the environment '${environmentId}' has arrived yet; GET /api/environments lists the known ones`;
  return notFound(message, 'environmentId');
}
