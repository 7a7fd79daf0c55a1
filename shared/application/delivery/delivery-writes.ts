import type { Verdict } from '../../domain/classify-answer.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps, Write } from '../ports.ts';
import { deadLetterKey, deliveryKey } from '../store/keys.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';
import { deliveryWork } from './schedule.ts';

/** A delivery that was attempted or given up, as it was before and as it is now. */
export interface DeliveryResult {
  readonly partition: string;
  readonly before: Stored<DeliveryRow>;
  readonly after: DeliveryRow;
  /** Absent when it was given up without an attempt. */
  readonly verdict?: Verdict | undefined;
  /** As it was when the attempt began. */
  readonly subscription?: Stored<SubscriptionRow> | undefined;
}

/** The rows of a new delivery: itself, and its work or its dead letter. */
export function insertDelivery(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write[] {
  const data = withDeadLetterKey(deps, delivery);
  const key = deliveryKey(data.topic, data.group, data.suffix);
  return [{ kind: 'insert', key, data }, ...workWrites(undefined, data), ...deadLetterWrites(deps, data)];
}

/** The rows of a delivery that changes: itself, its work, and its dead letter when it dies. Conflicts when it has changed. */
export function replaceDelivery(
  deps: Pick<Deps, 'clock'>,
  { key, etag, data: before }: Stored<DeliveryRow>,
  delivery: DeliveryRow,
): Write[] {
  const data = withDeadLetterKey(deps, delivery);
  return [{ kind: 'replace', key, etag, data }, ...workWrites(before.workKey, data), ...deadLetterWrites(deps, data)];
}

/** The delivery given up without an attempt; `reason` is the code of its dead letter. */
export function giveUp(delivery: DeliveryRow, reason: string): DeliveryRow {
  return { ...delivery, state: 'dead', reason, leasedUntil: undefined, workKey: undefined };
}

function workWrites(before: string | undefined, delivery: DeliveryRow): Write[] {
  const { workKey } = delivery;
  if (before === workKey) return [];
  const removal: Write[] = before ? [{ kind: 'remove', key: before }] : [];
  return [...removal, ...(workKey ? [{ kind: 'insert' as const, key: workKey, data: deliveryWork(delivery) }] : [])];
}

function withDeadLetterKey(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): DeliveryRow {
  if (delivery.state !== 'dead') return delivery;
  return { ...delivery, deadLetterKey: deadLetterKey(deps.clock.now(), delivery.notificationId) };
}

function deadLetterWrites(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write[] {
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
