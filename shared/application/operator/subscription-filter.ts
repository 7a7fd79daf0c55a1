import { RequestError } from '../errors.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';

/**
 * Where the subscription lies that a parameter names.
 *
 * @throws RequestError 400 for an id that is none of ours
 */
export function namedSubscription(subscriptionId: string): SubscriptionAddress {
  try {
    return subscriptionAddress(subscriptionId);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new RequestError(400, { code: 'invalid-request', message: error.phrase, target: 'subscriptionId' });
  }
}
