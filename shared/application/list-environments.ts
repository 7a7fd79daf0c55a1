import { displayInstant } from '../domain/instant.ts';
import type { MetricType } from '../domain/trigger-types.ts';
import { ENVIRONMENTS, environmentPartition, everythingUnder } from './layout.ts';
import { type ListQuery, pageRows } from './page-rows.ts';
import type { Deps, Row } from './ports.ts';
import { environmentRow, parseRow, sourceRow, stateRow } from './rows.ts';

/** The environments that events have named; they carry no name for people, so the id stands for it. */
export function listEnvironments(deps: Deps, query: ListQuery) {
  const sections = [{ partition: ENVIRONMENTS, range: { from: '', to: '~' } }];
  return pageRows(deps, { sections, query, item: environmentItem });
}

function environmentItem(row: Row) {
  const { environmentId } = parseRow(environmentRow, row).data;
  return { environmentId, displayName: environmentId };
}

/** The data sources of an environment, with how their last run ended. */
export function listDataSources(deps: Deps, environmentId: string, query: ListQuery) {
  const sections = [{ partition: environmentPartition(environmentId), range: everythingUnder('n') }];
  return pageRows(deps, { sections, query, item: dataSourceItem });
}

function dataSourceItem(row: Row) {
  const { name, displayName, lastStatus, lastEndedAt } = parseRow(sourceRow, row).data;
  return { name, displayName: displayName ?? name, lastStatus, lastEndedAt: displayInstant(lastEndedAt) };
}

export interface MetricsOf {
  readonly environmentId: string;
  readonly metricType: MetricType;
}

/** The segments or measures of an environment, with their last value. */
export function listMetrics(deps: Deps, { environmentId, metricType }: MetricsOf, query: ListQuery) {
  const range = { from: `t.${metricType}-`, to: `t.${metricType}-~` };
  return pageRows(deps, {
    sections: [{ partition: environmentPartition(environmentId), range }],
    query,
    item: metricItem,
  });
}

/** A metric that somebody has subscribed to but no event has named yet has no value, and is left out. */
function metricItem(row: Row) {
  const { name, displayName, baseline } = parseRow(stateRow, row).data;
  if (!name || !baseline) return undefined;
  return {
    name,
    displayName: displayName ?? name,
    value: baseline.value,
    evaluatedAt: displayInstant(baseline.evaluatedAt),
  };
}
