import { knownLanguage } from '../../contract/languages.ts';
import type { Origin } from '../../domain/events.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { buildBody, type PayloadParts } from '../../domain/webhook-body.ts';
import type { Deps, Write } from '../ports.ts';
import { deliveryKey, workKey } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';
import { deadLetterWrites, withDeadLetterKey } from './dead-letter-writes.ts';
import type { Subscriber } from './eligibility.ts';
import { flowOfCallback } from './flow-view.ts';
import { deliveryWork, leaseEnd, SWEEP_GRACE_MS } from './schedule.ts';
import { workWrites } from './work-writes.ts';

/** The rows of a new delivery: itself, and its work or its dead letter. */
export function insertDelivery(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write[] {
  const data = withDeadLetterKey(deps, delivery);
  const key = deliveryKey(data.topic, data.group, data.suffix);
  return [{ kind: 'insert', key, data }, ...workWrites(undefined, data), ...deadLetterWrites(deps, data)];
}

/** `here`: this worker makes the first attempt; `queued`: a worker that takes a queue message does. */
export type FirstAttempt = 'here' | 'queued';

interface NewDelivery {
  readonly topic: string;
  readonly group: string;
  readonly subscriber: Subscriber;
  readonly parts: Omit<PayloadParts, 'subscriptionId' | 'language'>;
  readonly firstAttempt: FirstAttempt;
  /** Absent for a test, which has no event. */
  readonly origin?: Origin;
}

/** A pending delivery, leased when its first attempt is made here. */
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
    flow: flowOfCallback(row.data),
    state: 'pending',
    attemptCount: 0,
    tries: 0,
    createdAt: instantFromMilliseconds(now),
    dueAt: instantFromMilliseconds(now),
    leasedUntil,
    workKey: workKey(sweepAt, deliveryWork({ topic, group, suffix })),
    arrivedAt: plan.origin?.arrivedAt,
    traceparent: plan.origin?.traceparent,
    body: buildBody({ ...parts, subscriptionId: row.data.id, language: knownLanguage(row.data.parameters.language) }),
    attempts: [],
  };
}
