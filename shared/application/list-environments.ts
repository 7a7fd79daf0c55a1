import type { DataSourceAnswer, DataSourceDetailAnswer, MetricAnswer } from '../domain/answer-schemas.ts';
import { displayInstant } from '../domain/instant.ts';
import { metricTopic } from '../domain/topic.ts';
import type { MetricType } from '../domain/trigger-types.ts';
import { RequestError } from './errors.ts';
import { directory, environmentPartition, everythingUnder, metricsRange, sourceKey, stateKey } from './layout.ts';
import { type ListQuery, pageRows } from './page-rows.ts';
import type { Deps, Row } from './ports.ts';
import { readRow } from './read-rows.ts';
import { environmentRow, type ProcessRow, parseRow, processRow, type StateRow, stateRow } from './rows.ts';

/** The environments that events have named; they carry no name for people, so the id stands for it. */
export function listEnvironments(deps: Deps, query: ListQuery) {
  return pageRows(deps, { sections: [directory], query, item: environmentItem });
}

function environmentItem(row: Row) {
  const { environmentId, isSeen } = parseRow(environmentRow, row).data;
  return isSeen ? { environmentId, displayName: environmentId } : undefined;
}

/** The data sources of an environment that are still there, with how their last run ended. */
export function listDataSources(deps: Deps, environmentId: string, query: ListQuery) {
  const sections = [{ partition: environmentPartition(environmentId), range: everythingUnder('n') }];
  return pageRows(deps, { sections, query, item: (row) => presentSource(parseRow(processRow, row).data) });
}

function presentSource(row: ProcessRow): DataSourceAnswer | undefined {
  return isPresent(row) ? dataSourceAnswer(row) : undefined;
}

/** Whether a process is still there, as far as its last run says. */
export function isPresent({ lastStatus }: ProcessRow): boolean {
  return lastStatus !== 'deleted';
}

/** What is known of the last run of a process besides how and when it ended. */
export function runAnswer({ lastStartedAt, runId, submission, errorCode, errorMessage }: ProcessRow) {
  const startedAt = lastStartedAt && displayInstant(lastStartedAt);
  return { startedAt, runId, submission, errorCode, errorMessage };
}

function dataSourceAnswer({ name = '', displayName, lastStatus, lastEndedAt }: ProcessRow): DataSourceAnswer {
  return { name, displayName: displayName ?? name, lastStatus, lastEndedAt: displayInstant(lastEndedAt) };
}

/** One data source, with all that is known of its last run. */
export async function getDataSource(deps: Deps, environmentId: string, name: string): Promise<DataSourceDetailAnswer> {
  const address = { partition: environmentPartition(environmentId), key: sourceKey(name) };
  const row = await readRow(deps.store, address, processRow);
  if (!row) throw unknownName('data source', name, environmentId);
  return { ...dataSourceAnswer(row.data), ...runAnswer(row.data) };
}

export interface MetricsOf {
  readonly environmentId: string;
  readonly metricType: MetricType;
}

/** The segments or measures of an environment, with their last value. */
export function listMetrics(deps: Deps, { environmentId, metricType }: MetricsOf, query: ListQuery) {
  const sections = [{ partition: environmentPartition(environmentId), range: metricsRange(metricType) }];
  return pageRows(deps, { sections, query, item: (row) => metricAnswer(parseRow(stateRow, row).data) });
}

/** A metric that somebody has subscribed to but no event has named yet has no value: `undefined`. */
export function metricAnswer({ name, displayName, baseline }: StateRow): MetricAnswer | undefined {
  if (!name || !baseline) return undefined;
  return {
    name,
    displayName: displayName ?? name,
    value: baseline.value,
    evaluatedAt: displayInstant(baseline.evaluatedAt),
  };
}

/** One segment or measure, with its last value. */
export async function getMetric(deps: Deps, { environmentId, metricType }: MetricsOf, name: string) {
  const address = { partition: environmentPartition(environmentId), key: stateKey(metricTopic(metricType, name)) };
  const row = await readRow(deps.store, address, stateRow);
  const answer = row && metricAnswer(row.data);
  if (!answer) throw unknownName(metricType, name, environmentId);
  return answer;
}

function unknownName(what: string, name: string, environmentId: string): RequestError {
  const message = `no event of '${environmentId}' has named a ${what} '${name}' yet; expected its unique name`;
  return new RequestError(404, { code: 'not-found', message, target: 'name' });
}
