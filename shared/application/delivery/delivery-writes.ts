import type { Verdict } from '../../domain/classify-answer.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps, Write } from '../ports.ts';
import { deadLetterKey, deliveryKey } from '../store/keys.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from '../store/rows.ts';

/** The rows of a delivery that is new: itself, and its work or its dead letter. */
export function insertDelivery(deps: Pick<Deps, 'clock'>, planned: DeliveryRow): Write[] {
  const delivery = buried(deps, planned);
  const { topic, group, suffix } = delivery;
  const insert: Write = { kind: 'insert', key: deliveryKey(topic, group, suffix), data: delivery };
  if (delivery.state === 'dead') return [insert, deadLetterOf(deps, delivery)];
  return [insert, ...(delivery.workKey ? [insertWork(delivery.workKey, delivery)] : [])];
}

export function insertWork(
  key: string,
  { topic, group, suffix }: Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>,
): Write {
  return { kind: 'insert', key, data: { topic, group, suffix } };
}

/** A delivery that has died, with the key of its dead letter; any other as it is. */
export function buried(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): DeliveryRow {
  if (delivery.state !== 'dead') return delivery;
  return { ...delivery, deadLetterKey: deadLetterKey(deps.clock.now(), delivery.notificationId) };
}

/** The dead letter of a delivery, in the same transaction as its end. */
export function deadLetterOf(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write {
  const { topic, group, suffix, notificationId, subscriptionId, reason = 'dead' } = delivery;
  const now = deps.clock.now();
  return {
    kind: 'put',
    key: delivery.deadLetterKey ?? deadLetterKey(now, notificationId),
    data: {
      code: reason,
      reason: deadReason(delivery),
      receivedAt: instantFromMilliseconds(now),
      notificationId,
      subscriptionId,
      delivery: deliveryKey(topic, group, suffix),
    },
  };
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

/** The delivery given up without an attempt. */
export function giveUp(delivery: DeliveryRow, reason: string): DeliveryRow {
  return { ...delivery, state: 'dead', reason, leasedUntil: undefined, workKey: undefined };
}

/** A delivery that was attempted or given up, and what it was before. */
export interface Settled {
  readonly partition: string;
  readonly before: Stored<DeliveryRow>;
  readonly after: DeliveryRow;
  /** Absent when it was given up without an attempt. */
  readonly verdict?: Verdict | undefined;
  /** As it was when the attempt began. */
  readonly subscription?: Stored<SubscriptionRow> | undefined;
}

/** A delivery on its way to another state, with its row of work. */
export function moved({ key, etag, data: before }: Stored<DeliveryRow>, data: DeliveryRow): Write[] {
  const replaced: Write = { kind: 'replace', key, etag, data };
  if (before.workKey === data.workKey) return [replaced];
  const gone: Write[] = before.workKey ? [{ kind: 'remove', key: before.workKey }] : [];
  return [replaced, ...gone, ...(data.workKey ? [insertWork(data.workKey, data)] : [])];
}
