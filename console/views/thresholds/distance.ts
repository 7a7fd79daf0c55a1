import type { Overview } from '../../api/overview.ts';
import { type WatchedMetric, watchedMetrics } from '../../parts/thresholds.ts';

/** Which metrics the list shows. `watched`: those that a flow waits for. */
export const metricFilters = ['watched', 'near', 'above', 'unknown', 'unwatched'] as const;

export type MetricFilter = (typeof metricFilters)[number];

/** How near the next threshold has to be, as a share of it. */
const NEAR = 0.1;

/** Whether a filter lets a metric through. A metric may be above one threshold and near the next. */
export function passes(filter: MetricFilter, { value, thresholds, next }: WatchedMetric): boolean {
  switch (filter) {
    case 'watched':
      return thresholds.length > 0;
    case 'unwatched':
      return thresholds.length === 0;
    case 'unknown':
      return value === undefined;
    case 'above':
      return value !== undefined && thresholds.some(({ threshold }) => threshold < value);
    case 'near':
      return (
        value !== undefined &&
        next !== undefined &&
        difference(next.threshold, value) <= NEAR * Math.abs(next.threshold)
      );
  }
}

/** Every metric that a flow waits for, the nearest first; then those that no flow waits for, by name. */
export function allMetrics(overview: Overview): WatchedMetric[] {
  const watched = watchedMetrics(overview);
  const known = new Set(watched.map(keyOf));
  const others = (['segment', 'measure'] as const).flatMap((type) =>
    (type === 'segment' ? overview.segments : overview.measures).map(
      (metric): WatchedMetric => ({ ...metric, type, thresholds: [], share: 0 }),
    ),
  );
  return [...watched, ...others.filter((metric) => !known.has(keyOf(metric))).toSorted(byName)];
}

/** The name of a metric among segments and measures. */
export function keyOf({ type, name }: Pick<WatchedMetric, 'type' | 'name'>): string {
  return `${type} ${name}`;
}

/** How much the first number is greater, without the noise of binary fractions. */
export function difference(greater: number, smaller: number): number {
  return Number((greater - smaller).toPrecision(12));
}

/** In which order the list is. */
export const sorts = ['nearest', 'name', 'evaluated'] as const;

export type Sort = (typeof sorts)[number];

/** The metrics in another order than that of nearness, which they have. */
export function sorted(metrics: readonly WatchedMetric[], sort: Sort): readonly WatchedMetric[] {
  if (sort === 'nearest') return metrics;
  return metrics.toSorted(sort === 'name' ? byName : byEvaluation);
}

function byName(one: WatchedMetric, other: WatchedMetric): number {
  return one.displayName.localeCompare(other.displayName);
}

function byEvaluation({ evaluatedAt: one = '' }: WatchedMetric, { evaluatedAt: other = '' }: WatchedMetric): number {
  return one === other ? 0 : one < other ? 1 : -1;
}
