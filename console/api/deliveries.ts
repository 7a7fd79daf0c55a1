import type { DeliveryAnswer } from '../../shared/contract/operator-answers.ts';
import { call } from './call.ts';
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

/** Sends the same notification again, with the whole retry schedule before it. */
export function redeliver({ subscriptionId, notificationId }: Delivery): Promise<{ readonly count: number }> {
  const path = [subscriptionId, 'deliveries', notificationId, 'redeliver'].map(encodeURIComponent).join('/');
  return call(`subscriptions/${path}`, { method: 'POST' });
}

/** Whether a delivery is that of a test: there is no firing of its ID. */
export function isTest({ firingId }: Delivery): boolean {
  return /\.test-[^.]+$/.test(firingId);
}
