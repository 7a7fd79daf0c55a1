import type { DataSourceAnswer, DataSourceDetailAnswer } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { displayInstant } from '../../domain/instant.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps, Row } from '../ports.ts';
import { allDataSources, dataSourceKey, environmentPartition } from '../store/keys.ts';
import { type ListQuery, pageRows } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { type ProcessRow, parseRow, processRow } from '../store/rows.ts';
import { knownSections } from '../store/sections.ts';

/** The data sources of an environment with the status of their last run. A deleted one is left out. */
export function listDataSources(deps: Deps, environmentId: string, query: ListQuery) {
  const sections = knownSections({ partition: environmentPartition(environmentId), range: allDataSources });
  return pageRows(deps, { sections, query, item: dataSourceItem });
}

function dataSourceItem(row: Row): DataSourceAnswer | undefined {
  const { data } = parseRow(processRow, row);
  return isPresent(data) ? dataSourceAnswer(data) : undefined;
}

/** Whether a process exists. The last run of a data source that was deleted says so. */
export function isPresent({ lastStatus }: ProcessRow): boolean {
  return lastStatus !== 'deleted';
}

/** Details of the last run of a process, besides its status and end. */
export function runAnswer({ lastStartedAt, runId, submission, errorCode, errorMessage }: ProcessRow) {
  const startedAt = lastStartedAt && displayInstant(lastStartedAt);
  return { startedAt, runId, submission, errorCode, errorMessage };
}

function dataSourceAnswer({ name = '', displayName, lastStatus, lastEndedAt }: ProcessRow): DataSourceAnswer {
  return { name, displayName: displayName ?? name, lastStatus, lastEndedAt: displayInstant(lastEndedAt) };
}

/**
 * One data source with the details of its last run.
 *
 * @throws RequestError 404 when no event has named it
 */
export async function getDataSource(deps: Deps, environmentId: string, name: string): Promise<DataSourceDetailAnswer> {
  const address = { partition: environmentPartition(environmentId), key: dataSourceKey(name) };
  const row = await readRow(deps.store, address, processRow);
  if (!row) throw unknownName('data-source', name, environmentId);
  return { ...dataSourceAnswer(row.data), ...runAnswer(row.data) };
}

/** 404 for a data source, segment or measure that no event has named. */
export function unknownName(
  what: 'data-source' | 'segment' | 'measure',
  name: string,
  environmentId: string,
): RequestError {
  return notFound(phrase(`error.${what}-unknown`, { environment: environmentId, name }), 'name');
}
