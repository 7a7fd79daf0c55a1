import { phrase } from '../../contract/phrase.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { inEnglish } from '../../domain/render-text.ts';
import type { Deps, Write } from '../ports.ts';
import { deadLetterKey, deliveryKey } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { deadReason } from './delivery-reason.ts';

/** The delivery given up without an attempt; `reason` is the code of its dead letter. */
export function giveUp(delivery: DeliveryRow, reason: string): DeliveryRow {
  return { ...delivery, state: 'dead', reason, leasedUntil: undefined, workKey: undefined };
}

export function withDeadLetterKey(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): DeliveryRow {
  if (delivery.state !== 'dead') return delivery;
  return { ...delivery, deadLetterKey: deadLetterKey(deps.clock.now(), delivery.notificationId) };
}

export function deadLetterWrites(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write[] {
  const { topic, group, suffix, notificationId, subscriptionId, attemptCount: count, reason: code = 'dead' } = delivery;
  if (delivery.state !== 'dead' || !delivery.deadLetterKey) return [];
  const data = {
    code,
    reason: inEnglish(phrase('code.given-up', { reason: deadReason(code), count })),
    receivedAt: instantFromMilliseconds(deps.clock.now()),
    notificationId,
    subscriptionId,
    delivery: deliveryKey(topic, group, suffix),
  };
  return [{ kind: 'put', key: delivery.deadLetterKey, data }];
}
