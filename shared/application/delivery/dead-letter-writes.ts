import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps, Write } from '../ports.ts';
import { deadLetterKey, deliveryKey } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** The delivery given up without an attempt; `reason` is the code of its dead letter. */
export function giveUp(delivery: DeliveryRow, reason: string): DeliveryRow {
  return { ...delivery, state: 'dead', reason, leasedUntil: undefined, workKey: undefined };
}

export function withDeadLetterKey(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): DeliveryRow {
  if (delivery.state !== 'dead') return delivery;
  return { ...delivery, deadLetterKey: deadLetterKey(deps.clock.now(), delivery.notificationId) };
}

export function deadLetterWrites(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write[] {
  const { topic, group, suffix, notificationId, subscriptionId, reason: code = 'dead' } = delivery;
  if (delivery.state !== 'dead' || !delivery.deadLetterKey) return [];
  const data = {
    code,
    reason: deadReason(delivery),
    receivedAt: instantFromMilliseconds(deps.clock.now()),
    notificationId,
    subscriptionId,
    delivery: deliveryKey(topic, group, suffix),
  };
  return [{ kind: 'put', key: delivery.deadLetterKey, data }];
}

/** Why a delivery was given up, in words. */
export function deadReason({ reason = 'dead', attemptCount }: DeliveryRow): string {
  return `${REASONS[reason] ?? `the receiver's answer (${reason}) is final`}; attempts made: ${attemptCount}`;
}

const REASONS: Readonly<Record<string, string>> = {
  gone: 'the flow or receiver is gone for good',
  dormant: 'the flow is turned off',
  disabled: 'the subscription is disabled',
  unsubscribed: 'the subscription was deleted before the delivery',
  exhausted: 'the retry schedule is exhausted',
  'address-not-allowed': 'the callback leads to an address that is not allowed',
};
