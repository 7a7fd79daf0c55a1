import type { SubscriptionAnswer } from '../../shared/contract/answers.ts';
import { call } from './call.ts';
import type { Page, Sent } from './sent.ts';

/** A subscription. */
export type Subscription = Sent<SubscriptionAnswer>;

/** A page of the subscriptions. @param query such as `environmentId` */
export function readSubscriptions(
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Page<SubscriptionAnswer>> {
  return call(`subscriptions?${new URLSearchParams({ top: '100', ...query })}`, { signal });
}
