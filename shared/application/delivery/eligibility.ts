import { instantFromMilliseconds } from '../../domain/instant.ts';
import { isReceiving } from '../../domain/subscription.ts';
import type { Deps } from '../ports.ts';
import { sequenceOf, suffixOf } from '../store/keys.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';

export interface Subscriber {
  readonly suffix: string;
  readonly row: Stored<SubscriptionRow>;
}

/** A subscription row of a topic with the part of its key that names it there. */
export function subscriberOf(topic: string, row: Stored<SubscriptionRow>): Subscriber {
  return { suffix: suffixOf(topic, row.key), row };
}

/** Clocks differ a little: a delivery that is due this soon is waited for rather than left to the sweeper. */
const EARLY_MS = 2_000;

export function isFree(deps: Deps, { workKey, leasedUntil, dueAt }: DeliveryRow): boolean {
  const now = deps.clock.now();
  return (
    workKey !== undefined &&
    dueAt <= instantFromMilliseconds(now + EARLY_MS) &&
    (leasedUntil === undefined || leasedUntil <= instantFromMilliseconds(now))
  );
}

export function isHeld(delivery: Stored<DeliveryRow>, subscription: Stored<SubscriptionRow>): boolean {
  return subscription.data.status === 'failing' && !delivery.data.isTest;
}

/** A subscription that was made anew under the same id gets only what was fired after that. */
export function reasonToGiveUp(delivery: DeliveryRow, subscription: SubscriptionRow | undefined): string | undefined {
  if (!subscription) return 'unsubscribed';
  if (delivery.isTest) return undefined;
  if (subscription.since >= sequenceOf(delivery.group)) return 'unsubscribed';
  return isReceiving(subscription.status) ? undefined : subscription.status;
}
