import type { Facts } from '../contract/payload.ts';
import type { TriggerType } from '../contract/trigger-types.ts';
import type { MetricSample } from './events.ts';
import { displayInstant, type Instant } from './instant.ts';

/** What is kept of a metric: its value after the last sample that applied, and that sample's order. */
export interface Baseline {
  readonly value: number;
  readonly evaluatedAt: Instant;
  readonly eventId: string;
}

export type SampleDecision =
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'late' }
  | { readonly outcome: 'applied'; readonly baseline: Baseline; readonly rise?: Rise };

/** A move upwards. Every threshold with `from <= threshold < to` has been crossed above. */
export interface Rise {
  readonly from: number;
  readonly to: number;
}

/** Whether a move upwards crossed a threshold: it started at or below it, and ended above it. */
export function isCrossed(threshold: number, { from, to }: Rise): boolean {
  return from <= threshold && threshold < to;
}

/**
 * A sample applies if and only if its `(evaluatedAt, eventId)` is greater than the baseline's; an equal one is a duplicate,
 * a smaller one is late. The first value is a baseline, unless the sample itself brings the value before it.
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

interface Order {
  readonly evaluatedAt: Instant;
  readonly eventId: string;
}

/** Negative, zero or positive, as `a` comes before, is, or comes after `b`; event ids compare by code unit. */
export function compareOrder(a: Order, b: Order): number {
  return compareText(a.evaluatedAt, b.evaluatedAt) || compareText(a.eventId, b.eventId);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function metricTriggerType(sample: MetricSample): TriggerType {
  return sample.metricType === 'segment' ? 'segment-threshold-crossed' : 'measure-threshold-crossed';
}

/** What a crossing tells its subscribers, apart from each one's threshold. */
export function sampleFacts(sample: MetricSample, rise: Rise): Facts {
  const { name, displayName, runId } = sample;
  const names =
    sample.metricType === 'segment'
      ? { segmentName: name, segmentDisplayName: displayName }
      : { measureName: name, measureDisplayName: displayName };
  return { ...names, value: rise.to, previousValue: rise.from, evaluatedAt: displayInstant(sample.evaluatedAt), runId };
}
