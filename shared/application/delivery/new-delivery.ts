import { instantFromMilliseconds } from '../../domain/instant.ts';
import { buildBody, type PayloadParts } from '../../domain/webhook-body.ts';
import type { Deps } from '../ports.ts';
import { workKey } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';
import type { Subscriber } from './eligibility.ts';
import { deliveryWork, leaseEnd, SWEEP_GRACE_MS } from './schedule.ts';

/** `here`: this worker makes the first attempt; `queued`: a worker that takes a queue message does. */
export type FirstAttempt = 'here' | 'queued';

interface NewDelivery {
  readonly topic: string;
  readonly group: string;
  readonly subscriber: Subscriber;
  readonly parts: Omit<PayloadParts, 'subscriptionId' | 'threshold'> & { readonly threshold?: number | undefined };
  readonly firstAttempt: FirstAttempt;
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
    state: 'pending',
    attemptCount: 0,
    tries: 0,
    dueAt: instantFromMilliseconds(now),
    leasedUntil,
    workKey: workKey(sweepAt, deliveryWork({ topic, group, suffix })),
    body: buildBody({ ...parts, subscriptionId: row.data.id }),
    attempts: [],
  };
}
