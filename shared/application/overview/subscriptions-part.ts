import type { SubscriptionAnswer } from '../../contract/answers.ts';
import type { OverviewAnswer, ThresholdAnswer } from '../../contract/operator-answers.ts';
import type { SubscriptionStatus } from '../../contract/subscription.ts';
import type { Settings } from '../settings.ts';
import type { SubscriptionRow } from '../store/rows.ts';
import { subscriptionViews } from '../subscriptions/subscription-view.ts';
import type { OverviewRows } from './read-overview-rows.ts';

/** The sick subscriptions that an overview shows. */
const SICK = 20;

/** The statuses, the worst first: what an operator can heal comes before what only a flow's owner can. */
const WORST_FIRST: readonly SubscriptionStatus[] = ['failing', 'disabled', 'dormant', 'gone', 'active'];

type Rows = Pick<OverviewRows, 'subscriptions' | 'circuits' | 'waiting'>;

/** How many subscriptions are in which status, and the sick ones. */
export function subscriptionsPart(
  settings: Pick<Settings, 'powerPlatformEnvironment'>,
  { subscriptions, circuits, waiting }: Rows,
): OverviewAnswer['subscriptions'] {
  const views = subscriptionViews(settings, subscriptions.rows, {
    circuits: circuits.rows,
    waiting,
  });
  const byStatus = { active: 0, dormant: 0, failing: 0, disabled: 0, gone: 0 };
  for (const { status } of views) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const sick = views.filter(isSick).toSorted(worstFirst);
  return { count: views.length, byStatus, sickCount: sick.length, sick: sick.slice(0, SICK) };
}

function isSick({ status, consecutiveFailures }: SubscriptionAnswer): boolean {
  return status !== 'active' || consecutiveFailures > 0;
}

function worstFirst(one: SubscriptionAnswer, other: SubscriptionAnswer): number {
  const byStatus = WORST_FIRST.indexOf(one.status) - WORST_FIRST.indexOf(other.status);
  return byStatus || other.consecutiveFailures - one.consecutiveFailures;
}

/** The thresholds that subscriptions wait for, by metric and in numeric order. */
export function thresholdsPart({ subscriptions }: Pick<OverviewRows, 'subscriptions'>): ThresholdAnswer[] {
  const waits = subscriptions.rows.flatMap(({ data }) => waitOf(data) ?? []);
  const groups = Map.groupBy(waits, ({ metricType, metric, threshold }) =>
    JSON.stringify([metricType, metric, threshold]),
  );
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first ? [{ ...first, subscriptionIds: [first, ...others].flatMap((one) => one.subscriptionIds) }] : [],
    )
    .toSorted(byMetric);
}

function waitOf(subscription: SubscriptionRow): ThresholdAnswer | undefined {
  const subscriptionIds = [subscription.id];
  if (subscription.triggerType === 'segment-threshold-crossed') {
    const { segment: metric, threshold } = subscription.parameters;
    return { metricType: 'segment', metric, threshold, subscriptionIds };
  }
  if (subscription.triggerType !== 'measure-threshold-crossed') return undefined;
  const { measure: metric, threshold } = subscription.parameters;
  return { metricType: 'measure', metric, threshold, subscriptionIds };
}

function byMetric(one: ThresholdAnswer, other: ThresholdAnswer): number {
  return (
    one.metricType.localeCompare(other.metricType) ||
    one.metric.localeCompare(other.metric) ||
    one.threshold - other.threshold
  );
}
