import type { FiringFacts } from '../../contract/payload.ts';
import { matches } from '../../domain/subscription.ts';
import { type Subscriber, subscriberOf } from '../delivery/eligibility.ts';
import type { Deps } from '../ports.ts';
import { subscribersRange } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { subscriptionRow } from '../store/rows.ts';
import type { Occurrence } from './occurrence.ts';

/** The subscriptions that an occurrence reaches. For a metric, the range query finds the crossed thresholds. */
export async function matchSubscribers(deps: Pick<Deps, 'store'>, occurrence: Occurrence): Promise<Subscriber[]> {
  const { partition, topic, rise } = occurrence;
  const rows = await readAll(deps.store, { partition, range: subscribersRange(topic, rise) }, subscriptionRow);
  return rows.map((row) => subscriberOf(topic, row)).filter((subscriber) => isReached(subscriber, occurrence));
}

/**
 * Whether a firing reaches a subscription. A subscription that is gone is reached only by firings that were committed before,
 * whose fan-out is not finished. A delivery to a gone or dormant subscription is a dead letter from the start.
 */
export function isReached({ row }: Subscriber, firing: FiringFacts & { readonly sequence?: number }): boolean {
  const { status, until } = row.data;
  const existed = status !== 'gone' || (firing.sequence !== undefined && firing.sequence <= (until ?? 0));
  return existed && matches(row.data, firing);
}
