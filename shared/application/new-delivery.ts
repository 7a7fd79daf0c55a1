import { type Instant, instantFromMilliseconds } from '../domain/instant.ts';
import { buildBody, type PayloadParts } from '../domain/payload.ts';
import { deadLetterKey, deliveryKey, subscriptionKey, workKey } from './layout.ts';
import type { Deps, Write } from './ports.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from './rows.ts';

/** A lease lasts for so many attempts: one, and three times as long for its record, should the storage be away just then. */
const ATTEMPTS_PER_LEASE = 4;
/** How long the queue may take before the sweeper puts a delivery on it again. */
export const SWEEP_GRACE_MS = 60_000;

/** When a delivery is due, and the row of work by which the sweeper finds it should nobody have come to it by then. */
export function dueFrom(
  at: number,
  place: Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>,
): { dueAt: Instant; workKey: string } {
  return {
    dueAt: instantFromMilliseconds(at),
    workKey: workKey(instantFromMilliseconds(at + SWEEP_GRACE_MS), place),
  };
}

export interface Subscriber {
  readonly suffix: string;
  readonly row: Stored<SubscriptionRow>;
}

/** A subscription row of a topic with the part of its key that names it there. */
export function subscriberOf(topic: string, row: Stored<SubscriptionRow>): Subscriber {
  return { suffix: row.key.slice(subscriptionKey(topic, '').length), row };
}

export interface DeliveryPlace {
  readonly topic: string;
  readonly group: string;
}

/** The id of a notification: what the receiver knows a delivery by. It follows from the subscription and the firing alone. */
export function notificationIdOf(suffix: string, occurrence: number | string): string {
  return `${suffix.slice(suffix.lastIndexOf('.') + 1)}.${occurrence}`;
}

/** `here`: this invocation makes the first attempt; `queued`: a worker will. */
export type FirstAttempt = 'here' | 'queued';

export type NewDelivery = DeliveryPlace & {
  readonly subscriber: Subscriber;
  readonly parts: Omit<PayloadParts, 'subscriptionId' | 'threshold'> & { readonly threshold?: number | undefined };
  readonly firstAttempt: FirstAttempt;
};

/** When the lease of a worker that starts now ends. */
export function leaseEnd(deps: Pick<Deps, 'clock' | 'settings'>) {
  return instantFromMilliseconds(deps.clock.now() + ATTEMPTS_PER_LEASE * deps.settings.attemptTimeout);
}

/** A delivery that has not been tried yet. */
export function newDelivery(deps: Pick<Deps, 'clock' | 'settings'>, plan: NewDelivery): DeliveryRow {
  const { topic, group, subscriber, parts } = plan;
  const { suffix, row } = subscriber;
  const now = deps.clock.now();
  const leasedUntil = plan.firstAttempt === 'here' ? leaseEnd(deps) : undefined;
  const sweepAt = leasedUntil ?? instantFromMilliseconds(now + SWEEP_GRACE_MS);
  return {
    notificationId: parts.notificationId,
    firingId: parts.firingId,
    subscriptionId: row.data.id,
    topic,
    group,
    suffix,
    isTest: parts.isTest,
    state: 'pending',
    attemptCount: 0,
    tries: 0,
    dueAt: instantFromMilliseconds(now),
    leasedUntil,
    workKey: workKey(sweepAt, { topic, group, suffix }),
    body: buildBody({ ...parts, subscriptionId: row.data.id }),
    attempts: [],
  };
}

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
