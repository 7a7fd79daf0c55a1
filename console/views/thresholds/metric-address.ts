import { linkHere } from '../../parts/address.ts';
import type { WatchedMetric } from '../../parts/thresholds.ts';

/** The parameters of the address that open the details of a metric. Links from elsewhere may leave out its kind. */
export const metricParameters = ['metric', 'kind'] as const;

/** The link that opens the details of a metric. */
export function metricLink({ name, type }: Pick<WatchedMetric, 'name' | 'type'>): string {
  return linkHere({ metric: name, kind: type });
}
