import type { MetricAnswer, ProcessAnswer, StatusReport } from '../../contract/answers.ts';
import type { MetricType } from '../../contract/trigger-types.ts';
import { displayInstant, instantFromMilliseconds } from '../../domain/instant.ts';
import { processTitle, writeReport } from '../../domain/status-report.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps, KeyRange } from '../ports.ts';
import { allDataSources, allProcesses, ENVIRONMENTS, environmentPartition, metricsRange } from '../store/keys.ts';
import { readAll, readRow } from '../store/read-rows.ts';
import { environmentRow, type ProcessRow, processRow, stateRow } from '../store/rows.ts';
import { isPresent, runAnswer } from './data-sources.ts';
import { metricAnswer } from './metrics.ts';

/** Everything that is known of an environment: each process with its last run, each metric with its last value. */
export async function reportStatus(deps: Deps, environmentId: string): Promise<StatusReport> {
  const partition = environmentPartition(environmentId);
  const [environment, sources, others, segments, measures] = await Promise.all([
    readRow(deps.store, { partition: ENVIRONMENTS, key: partition }, environmentRow),
    readProcesses(deps, partition, allDataSources),
    readProcesses(deps, partition, allProcesses),
    readMetrics(deps, partition, 'segment'),
    readMetrics(deps, partition, 'measure'),
  ]);
  if (!environment?.data.isSeen) throw unknownEnvironment(environmentId);
  const processes = [...sources, ...others.filter((process) => !isOutdated(process, segments))];
  const report = {
    environmentId,
    createdAt: displayInstant(instantFromMilliseconds(deps.clock.now())),
    failedCount: processes.filter(({ status }) => status === 'failed').length,
    processes,
    segments,
    measures,
  };
  return { ...report, text: writeReport(report) };
}

async function readProcesses(deps: Deps, partition: string, range: KeyRange): Promise<ProcessAnswer[]> {
  const rows = await readAll(deps.store, { partition, range }, processRow);
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

async function readMetrics(deps: Deps, partition: string, metricType: MetricType): Promise<MetricAnswer[]> {
  const rows = await readAll(deps.store, { partition, range: metricsRange(metricType) }, stateRow);
  return rows.flatMap(({ data }) => metricAnswer(data) ?? []).toSorted(byDisplayName);
}

/** A segmentation that succeeds shows in the member count of its segment, and whatever went wrong before is past. */
function isOutdated({ process, name, endedAt }: ProcessAnswer, segments: readonly MetricAnswer[]): boolean {
  const segment = process === 'segmentation' && segments.find((one) => one.name === name);
  return segment ? Date.parse(segment.evaluatedAt) >= Date.parse(endedAt) : false;
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
  const message = `no event has come from an environment '${environmentId}' yet; GET /api/environments lists those that are known`;
  return notFound(message, 'environmentId');
}
