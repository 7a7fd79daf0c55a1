import type { FiringFacts } from '../../contract/payload.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { matches } from '../../domain/subscription.ts';
import { isKnownStatus, isReceiving } from '../../domain/subscription-status.ts';
import type { Deps } from '../ports.ts';
import { sequenceOf, suffixOf } from '../store/keys.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';

/**
 * Whether a firing reaches a subscription. A subscription that is gone is reached only by firings that were committed before,
 * whose fan-out is not finished. A delivery to a gone or dormant subscription is a dead letter from the start.
 */
export function isReached({ row }: Subscriber, firing: FiringFacts & { readonly sequence?: number }): boolean {
  const { status, until } = row.data;
  const existed = status !== 'gone' || (firing.sequence !== undefined && firing.sequence <= (until ?? 0));
  return existed && matches(row.data, firing);
}

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
