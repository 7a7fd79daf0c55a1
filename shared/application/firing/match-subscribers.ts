import type { FiringFacts } from '../../contract/payload.ts';
import { matches } from '../../domain/subscription.ts';
import { type Subscriber, subscriberOf } from '../delivery/eligibility.ts';
import type { Deps } from '../ports.ts';
import { subscribersRange } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { subscriptionRow } from '../store/rows.ts';
import type { Occurrence } from './plan-firing.ts';

/** The subscriptions that a firing on this topic reaches; with a rise, one range query finds those that it crossed. */
export async function matchingSubscribers(deps: Pick<Deps, 'store'>, occurrence: Occurrence): Promise<Subscriber[]> {
  const { partition, topic, rise } = occurrence;
  const rows = await readAll(deps.store, { partition, range: subscribersRange(topic, rise) }, subscriptionRow);
  return rows.map((row) => subscriberOf(topic, row)).filter((subscriber) => isReached(subscriber, occurrence));
}

/**
 * A subscription whose flow is gone is reached no more, unless it went during the fan-out; that one, and one that sleeps, is
 * reached by a dead letter.
 */
export function isReached({ row }: Subscriber, firing: FiringFacts & { readonly sequence?: number }): boolean {
  const { status, until } = row.data;
  const wasThere = status !== 'gone' || (firing.sequence !== undefined && firing.sequence <= (until ?? 0));
  return wasThere && matches(row.data, firing);
}
