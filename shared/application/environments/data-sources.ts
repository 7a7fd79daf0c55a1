import type { DataSourceAnswer, DataSourceDetailAnswer } from '../../contract/answers.ts';
import { displayInstant } from '../../domain/instant.ts';
import { notFound, type RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { allDataSources, dataSourceKey, environmentPartition } from '../store/keys.ts';
import { type ListQuery, pageRows } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { type ProcessRow, parseRow, processRow } from '../store/rows.ts';

/** The data sources of an environment that are still there, with how their last run ended. */
export function listDataSources(deps: Deps, environmentId: string, query: ListQuery) {
  const sections = [{ partition: environmentPartition(environmentId), range: allDataSources }];
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
  const address = { partition: environmentPartition(environmentId), key: dataSourceKey(name) };
  const row = await readRow(deps.store, address, processRow);
  if (!row) throw unknownName('data source', name, environmentId);
  return { ...dataSourceAnswer(row.data), ...runAnswer(row.data) };
}

export function unknownName(what: string, name: string, environmentId: string): RequestError {
  const message = `no event of '${environmentId}' has named a ${what} '${name}' yet; expected its unique name`;
  return notFound(message, 'name');
}
