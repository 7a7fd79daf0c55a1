import type { MetricAnswer } from '../../contract/answers.ts';
import type { MetricType } from '../../contract/trigger-types.ts';
import { displayInstant } from '../../domain/instant.ts';
import { metricTopic } from '../../domain/topic.ts';
import type { Deps } from '../ports.ts';
import { environmentPartition, metricsRange, stateKey } from '../store/keys.ts';
import { type ListQuery, pageRows } from '../store/pagination.ts';
import { readRow } from '../store/read-rows.ts';
import { parseRow, type StateRow, stateRow } from '../store/rows.ts';
import { knownSections } from '../store/sections.ts';
import { unknownName } from './read-data-sources.ts';

/** The segments or the measures of one environment. */
interface MetricGroup {
  readonly environmentId: string;
  readonly metricType: MetricType;
}

/** The segments or measures of an environment with their last value. */
export function listMetrics(deps: Deps, { environmentId, metricType }: MetricGroup, query: ListQuery) {
  const sections = knownSections({ partition: environmentPartition(environmentId), range: metricsRange(metricType) });
  return pageRows(deps, { sections, query, item: (row) => metricAnswer(parseRow(stateRow, row).data) });
}

/** A metric as the API shows it; `undefined` when subscriptions name it, but no event has given it a value. */
export function metricAnswer({ name, displayName, baseline }: StateRow): MetricAnswer | undefined {
  if (!name || !baseline) return undefined;
  return {
    name,
    displayName: displayName ?? name,
    value: baseline.value,
    evaluatedAt: displayInstant(baseline.evaluatedAt),
  };
}

/**
 * One segment or measure with its last value.
 *
 * @throws RequestError 404 when no event has named it
 */
export async function getMetric(deps: Deps, { environmentId, metricType }: MetricGroup, name: string) {
  const address = { partition: environmentPartition(environmentId), key: stateKey(metricTopic(metricType, name)) };
  const row = await readRow(deps.store, address, stateRow);
  const answer = row && metricAnswer(row.data);
  if (!answer) throw unknownName(metricType, name, environmentId);
  return answer;
}
