import type { SubscriptionAnswer } from '../../shared/contract/answers.ts';
import { readPages } from '../api/pages.ts';
import type { Subscription } from '../api/subscriptions.ts';
import { type Polled, usePolled } from './use-polled.ts';

/** More than an environment has. */
const MANY = 1000;

/** The subscriptions of an environment by ID, so that other things can be named by them. */
export function useSubscriptions(environmentId: string): Polled<ReadonlyMap<string, Subscription>> {
  return usePolled(['subscriptions by id', environmentId], async (signal) => {
    const query = new URLSearchParams({ top: '100', environmentId });
    const { value } = await readPages<SubscriptionAnswer>(`subscriptions?${query}`, MANY, signal);
    return new Map(value.map((subscription) => [subscription.id, subscription]));
  });
}
