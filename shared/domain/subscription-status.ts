import { type SubscriptionStatus, subscriptionStatuses } from '../contract/subscription.ts';

/** Whether a subscription of this status is sent webhooks, at once or when its circuit closes. */
export function isReceiving(status: SubscriptionStatus): boolean {
  return status === 'active' || status === 'failing';
}

/**
 * Whether this version knows the status. A later version may have others: such a subscription is sent nothing by this version,
 * and nothing that is for it is given up.
 */
export function isKnownStatus(status: SubscriptionStatus): boolean {
  return subscriptionStatuses.includes(status);
}
