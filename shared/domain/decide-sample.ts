import type { FactsByType, FiringFacts } from '../contract/payload.ts';
import type { MetricSample } from './events.ts';
import { displayInstant, type Instant } from './instant.ts';
import { compareOrder } from './sample-order.ts';

/** What is kept of a metric: its value after the last sample that applied, and the order of that sample. */
export interface Baseline {
  readonly value: number;
  readonly evaluatedAt: Instant;
  readonly eventId: string;
}

/** The outcome of a sample for the baseline of its metric. */
export type SampleDecision =
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'late' }
  | { readonly outcome: 'applied'; readonly baseline: Baseline; readonly rise?: Rise };

/** An upward move. Every threshold with `from <= threshold < to` has been crossed above. */
export interface Rise {
  readonly from: number;
  readonly to: number;
}

/** Whether a move upwards crossed a threshold: it started at or below it, and ended above it. */
export function isCrossed(threshold: number, { from, to }: Rise): boolean {
  return from <= threshold && threshold < to;
}

/**
 * A sample applies if and only if its `(evaluatedAt, eventId)` is greater than that of the baseline. An equal sample is a
 * duplicate, a smaller one is late. The first sample only sets the baseline, unless it brings its previous value.
 */
export function decideSample(baseline: Baseline | undefined, sample: MetricSample): SampleDecision {
  const order = baseline ? compareOrder(sample, baseline) : 1;
  if (order === 0) return { outcome: 'duplicate' };
  if (order < 0) return { outcome: 'late' };
  const { value, evaluatedAt, eventId } = sample;
  const from = baseline ? baseline.value : sample.previousValue;
  const rises = from !== undefined && from < value;
  return { outcome: 'applied', baseline: { value, evaluatedAt, eventId }, ...(rises && { rise: { from, to: value } }) };
}

/** The firing of a rise that crossed a threshold: the same for all subscribers, whatever their thresholds are. */
export function crossingOf(sample: MetricSample, rise: Rise): FiringFacts<MetricTriggerType> {
  const { name, displayName } = sample;
  const facts = riseFacts(sample, rise);
  return sample.metricType === 'segment'
    ? {
        triggerType: 'segment-threshold-crossed',
        facts: { segmentName: name, segmentDisplayName: displayName, ...facts },
      }
    : {
        triggerType: 'measure-threshold-crossed',
        facts: { measureName: name, measureDisplayName: displayName, ...facts },
      };
}

type MetricTriggerType = 'segment-threshold-crossed' | 'measure-threshold-crossed';

type RiseFacts = Omit<FactsByType['segment-threshold-crossed'], 'segmentName' | 'segmentDisplayName'>;

function riseFacts({ evaluatedAt, runId }: MetricSample, { from, to }: Rise): RiseFacts {
  return { value: to, previousValue: from, evaluatedAt: displayInstant(evaluatedAt), runId };
}
