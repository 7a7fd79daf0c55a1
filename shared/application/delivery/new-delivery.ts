import { instantFromMilliseconds } from '../../domain/instant.ts';
import { buildBody, type PayloadParts } from '../../domain/webhook-body.ts';
import type { Deps } from '../ports.ts';
import { workKey } from '../store/keys.ts';
import type { DeliveryRow } from '../store/rows.ts';
import type { Subscriber } from './eligibility.ts';
import { deliveryWork, leaseEnd, SWEEP_GRACE_MS } from './schedule.ts';

interface DeliveryPlace {
  readonly topic: string;
  readonly group: string;
}

/** `here`: this invocation makes the first attempt; `queued`: a worker will. */
export type FirstAttempt = 'here' | 'queued';

type NewDelivery = DeliveryPlace & {
  readonly subscriber: Subscriber;
  readonly parts: Omit<PayloadParts, 'subscriptionId' | 'threshold'> & { readonly threshold?: number | undefined };
  readonly firstAttempt: FirstAttempt;
};

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
    workKey: workKey(sweepAt, deliveryWork({ topic, group, suffix })),
    body: buildBody({ ...parts, subscriptionId: row.data.id }),
    attempts: [],
  };
}
