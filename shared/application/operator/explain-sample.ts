import type { MetricSample } from '../../domain/events.ts';
import { displayInstant } from '../../domain/instant.ts';
import { compareOrder } from '../../domain/sample-order.ts';
import { metricTopic } from '../../domain/topic.ts';
import { environmentPartition } from '../store/keys.ts';
import type { StateRow } from '../store/rows.ts';
import { type Finding, NOT_SEEN } from './finding.ts';
import type { MetricReader } from './metric-reader.ts';

/** Explains what became of a sample of a metric. */
export async function explainSample(reader: MetricReader, sample: MetricSample): Promise<Finding> {
  const partition = environmentPartition(sample.environmentId);
  const address = { partition, topic: metricTopic(sample.metricType, sample.name) };
  const baseline = await reader.baselineOf(address);
  if (!baseline) return NOT_SEEN;
  const order = compareOrder(sample, baseline);
  if (order > 0) return NOT_SEEN;
  const firing = await reader.firingOf(address, sample);
  if (firing) return { outcome: 'fired', reason: `the value rose to ${sample.value} and crossed a threshold`, firing };
  if (order < 0) return olderThanBaseline(sample, baseline);
  return baseline.fired === undefined ? FIRED_NOTHING : FIRING_REMOVED;
}

/** Nothing is stored of a sample that applied before the last one and whose firing is not kept. */
function olderThanBaseline(
  { metricType }: MetricSample,
  { value, evaluatedAt }: NonNullable<StateRow['baseline']>,
): Finding {
  const now = `the metric is at ${value} of ${displayInstant(evaluatedAt)}, and no firing of this sample is kept`;
  const causes = 'it crossed no threshold that was subscribed to then, came too late, or never came';
  const remedy = `DELETE /api/environments/{id}/${metricType}s/{name} forgets the stored value`;
  return { outcome: 'passed', reason: `${now}: ${causes}, or its firing was removed after the retention; ${remedy}` };
}

const FIRED_NOTHING: Finding = {
  outcome: 'passed',
  reason: 'it applied, and crossed no threshold that was subscribed to then',
};

const FIRING_REMOVED: Finding = {
  outcome: 'fired',
  reason: 'it crossed a threshold; its firing was removed after the retention',
};
