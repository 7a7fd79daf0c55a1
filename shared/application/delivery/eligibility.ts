import { instantFromMilliseconds } from '../../domain/instant.ts';
import { isKnownStatus, isReceiving } from '../../domain/subscription.ts';
import type { Deps } from '../ports.ts';
import { sequenceOf, suffixOf } from '../store/keys.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';

/** A subscription of a topic, with the part of its key that names it there. */
export interface Subscriber {
  readonly suffix: string;
  readonly row: Stored<SubscriptionRow>;
}

export function subscriberOf(topic: string, row: Stored<SubscriptionRow>): Subscriber {
  return { suffix: suffixOf(topic, row.key), row };
}

/** Clocks differ a little: a worker waits for a delivery that is due this soon, rather than leave it to the sweeper. */
const EARLY_MS = 2_000;

/** Whether a delivery is unfinished, due (or nearly), and leased by no worker. */
export function isDeliverable(deps: Pick<Deps, 'clock'>, { workKey, leasedUntil, dueAt }: DeliveryRow): boolean {
  const now = deps.clock.now();
  return (
    workKey !== undefined &&
    dueAt <= instantFromMilliseconds(now + EARLY_MS) &&
    (leasedUntil === undefined || leasedUntil <= instantFromMilliseconds(now))
  );
}

/** Whether a delivery has to pass the circuit breaker first. A test does not: it shows whether the receiver works again. */
export function isHeldByCircuit(delivery: DeliveryRow, subscription: SubscriptionRow): boolean {
  return subscription.status === 'failing' && !delivery.isTest;
}

/**
 * Why a delivery must not be sent any more: the code of its dead letter. A subscription that was deleted and created again
 * under the same id gets only firings that were committed after its creation.
 */
export function reasonToGiveUp(delivery: DeliveryRow, subscription: SubscriptionRow | undefined): string | undefined {
  if (!subscription) return 'unsubscribed';
  if (delivery.isTest) return undefined;
  if (subscription.since >= sequenceOf(delivery.group)) return 'unsubscribed';
  const { status } = subscription;
  return isReceiving(status) || !isKnownStatus(status) ? undefined : status;
}
