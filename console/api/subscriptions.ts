import type { SubscriptionAnswer } from '../../shared/contract/answers.ts';
import { call } from './call.ts';
import { readPages } from './pages.ts';
import type { Page, Sent } from './sent.ts';

/** A subscription. */
export type Subscription = Sent<SubscriptionAnswer>;

/** The first pages of the subscriptions, as one page. @param query such as `environmentId` */
export function readSubscriptions(
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
  pages = 1,
): Promise<Page<SubscriptionAnswer>> {
  return readPages(`subscriptions?${new URLSearchParams({ top: '100', ...query })}`, pages, signal);
}

/** @throws ApiError 404 for a subscription that has ended */
export function readSubscription(id: string, signal?: AbortSignal): Promise<Subscription> {
  return call(`subscriptions/${encodeURIComponent(id)}`, { signal });
}
