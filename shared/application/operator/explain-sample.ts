import { phrase } from '../../contract/phrase.ts';
import type { MetricSample } from '../../domain/events.ts';
import { displayInstant } from '../../domain/instant.ts';
import { compareOrder } from '../../domain/sample-order.ts';
import type { StateRow } from '../store/rows.ts';
import { type Finding, NOT_SEEN } from './finding.ts';
import { type MetricReader, metricAddress } from './metric-reader.ts';

/** Explains what became of a sample of a metric. */
export async function explainSample(reader: MetricReader, sample: MetricSample): Promise<Finding> {
  const address = metricAddress(sample);
  const baseline = await reader.baselineOf(address);
  if (!baseline) return NOT_SEEN;
  const order = compareOrder(sample, baseline);
  if (order > 0) return NOT_SEEN;
  const firing = await reader.firingOf(address, sample);
  if (firing) return { outcome: 'fired', reason: phrase('explain.crossed', { value: sample.value }), firing };
  if (order < 0) return olderThanBaseline(sample, baseline);
  return baseline.fired === undefined ? FIRED_NOTHING : FIRING_REMOVED;
}

/** Nothing is stored of a sample that applied before the last one and whose firing is not kept. */
function olderThanBaseline(
  { metricType }: MetricSample,
  { value, evaluatedAt }: NonNullable<StateRow['baseline']>,
): Finding {
  const remedy = `DELETE /api/environments/{id}/${metricType}s/{name}`;
  return { outcome: 'passed', reason: phrase('explain.older', { value, time: displayInstant(evaluatedAt), remedy }) };
}

const FIRED_NOTHING: Finding = {
  outcome: 'passed',
  reason: phrase('explain.crossed-nothing'),
};

const FIRING_REMOVED: Finding = {
  outcome: 'fired',
  reason: phrase('explain.firing-removed'),
};
