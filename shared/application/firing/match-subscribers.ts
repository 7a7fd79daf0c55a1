import { isReached, type Subscriber, subscriberOf } from '../delivery/eligibility.ts';
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
