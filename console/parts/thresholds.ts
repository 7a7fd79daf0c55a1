import type { MetricType } from '../../shared/contract/trigger-types.ts';
import type { Overview } from '../api/overview.ts';

/** A threshold that subscriptions wait for. */
export interface WatchedThreshold {
  readonly threshold: number;
  readonly subscriptionIds: readonly string[];
}

/** A metric that at least one subscription watches. */
export interface WatchedMetric {
  readonly type: MetricType;
  readonly name: string;
  readonly displayName: string;
  /** Absent for a metric that no event has named. */
  readonly value?: number;
  readonly evaluatedAt?: string;
  /** In rising order. */
  readonly thresholds: readonly WatchedThreshold[];
  /** The lowest threshold that a rising value crosses next; absent when the value is above all, or not known. */
  readonly next?: WatchedThreshold;
  /** How much of the way to the next threshold is made, from 0 to 1; 1 above all of them. */
  readonly share: number;
}

/** The metrics that subscriptions watch, those next to firing first, those that no event has named last. */
export function watchedMetrics({ thresholds, segments, measures }: Overview): WatchedMetric[] {
  const byMetric = Map.groupBy(thresholds, ({ metricType, metric }) => `${metricType} ${metric}`);
  const metrics = [...byMetric.values()].flatMap((own): WatchedMetric[] => {
    const [first] = own;
    if (!first) return [];
    const { metricType: type, metric: name } = first;
    const known = (type === 'segment' ? segments : measures).find((one) => one.name === name);
    const rising = own.toSorted((one, other) => one.threshold - other.threshold);
    // Equality is not above, so a value at its threshold is still to cross it.
    const next = known && rising.find(({ threshold }) => threshold >= known.value);
    return [
      {
        type,
        name,
        displayName: known?.displayName ?? name,
        ...(known && { value: known.value, evaluatedAt: known.evaluatedAt }),
        thresholds: rising,
        ...(next && { next }),
        share: known ? shareOf(known.value, next?.threshold) : 0,
      },
    ];
  });
  return metrics.toSorted((one, other) => rank(other) - rank(one) || (one.displayName < other.displayName ? -1 : 1));
}

function shareOf(value: number, threshold: number | undefined): number {
  if (threshold === undefined) return 1;
  if (threshold <= 0) return value >= threshold ? 1 : 0;
  return Math.min(1, Math.max(0, value / threshold));
}

/** Those below a threshold by how near they are, then those above all, then those without a value. */
function rank({ next, value, share }: WatchedMetric): number {
  if (next) return 1 + share;
  return value === undefined ? -1 : 0;
}
