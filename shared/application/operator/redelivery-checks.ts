import type { SubscriptionStatus } from '../../contract/subscription.ts';
import { isReceiving } from '../../domain/subscription-status.ts';
import { isFinished } from '../delivery/delivery-view.ts';
import { reasonToGiveUp } from '../delivery/eligibility.ts';
import { RequestError } from '../errors.ts';
import type { DeliveryRow, SubscriptionRow } from '../store/rows.ts';

/**
 * Rejects a redelivery that is not finished, or that would only be given up again.
 *
 * @throws RequestError 409
 */
export function requireRedeliverable(delivery: DeliveryRow, subscription: SubscriptionRow | undefined): void {
  if (!isFinished(delivery)) {
    const message = `the delivery is ${delivery.state}; only a delivered or dead delivery can be redelivered`;
    throw new RequestError(409, { code: 'not-finished', message });
  }
  const reason = reasonToGiveUp(delivery, subscription);
  if (reason) throw notReceiving(reason);
}

/** @throws RequestError 409 for a status that receives nothing */
export function requireReceiving(status: SubscriptionStatus): void {
  if (!isReceiving(status)) throw notReceiving(status);
}

function notReceiving(reason: string): RequestError {
  const message = MESSAGES[reason] ?? `the subscription is ${reason} and receives nothing; ${ENABLE}`;
  return new RequestError(409, { code: 'not-receiving', message });
}

const ENABLE = 'enable it or let the flow subscribe again, then repeat the request';

/** Of a subscription that was deleted or is gone, which nothing can enable. */
const MESSAGES: Readonly<Record<string, string>> = {
  unsubscribed: 'the subscription of this delivery has been deleted; a new one gets only firings after its creation',
  gone: 'the flow or receiver of the subscription is gone for good; subscribe again: the new subscription gets only firings after its creation',
};
