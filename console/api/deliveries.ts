import type { DeliveryAnswer } from '../../shared/contract/operator-answers.ts';
import { readPages } from './pages.ts';
import type { Page, Sent } from './sent.ts';

/** A firing or a test for one subscription, with its attempts. */
export type Delivery = Sent<DeliveryAnswer>;

/** The deliveries of a subscription: those of tests, then those of firings, the newest first in each part. */
export function readDeliveries(
  subscriptionId: string,
  pages: number,
  signal?: AbortSignal,
): Promise<Page<DeliveryAnswer>> {
  return readPages(`subscriptions/${encodeURIComponent(subscriptionId)}/deliveries?top=20`, pages, signal);
}
