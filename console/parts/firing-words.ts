import type { DeliveryCounts } from '../../shared/contract/operator-answers.ts';
import type { Overview } from '../api/overview.ts';

/** A firing in a list. */
export type Firing = Overview['firings'][number];

const NAMES = ['dataSourceDisplayName', 'segmentDisplayName', 'measureDisplayName'] as const;

/** The display name of what a firing is about; undefined for a full refresh or a unification, which have no name. */
export function subjectOf({ payload }: Firing): string | undefined {
  return NAMES.map((name) => payload[name]).find((value) => typeof value === 'string');
}

/** How many deliveries a firing has in all. */
export function totalOf(counts: DeliveryCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many deliveries are neither delivered nor given up. */
export function underWay({ pending, retrying, waiting }: DeliveryCounts): number {
  return pending + retrying + waiting;
}
