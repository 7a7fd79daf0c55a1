import { phrase } from '../../contract/phrase.ts';
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
    const message = phrase('error.not-finished', { state: delivery.state });
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
  const key = NOT_RECEIVING[reason];
  const message = key ? phrase(key) : phrase('error.not-receiving', { status: reason });
  return new RequestError(409, { code: 'not-receiving', message });
}

/** Of a subscription that was deleted or is gone, which nothing can enable. */
const NOT_RECEIVING: Readonly<Record<string, 'error.subscription-deleted' | 'error.receiver-gone'>> = {
  unsubscribed: 'error.subscription-deleted',
  gone: 'error.receiver-gone',
};
