import { type BackoffLimits, backoff } from '../backoff.ts';
import { enqueueWhenDue } from '../delivery/delivery-message.ts';
import { replaceDelivery } from '../delivery/delivery-writes.ts';
import type { Candidate } from '../delivery/lease.ts';
import { dueFrom } from '../delivery/schedule.ts';
import { SECRET_UNREADABLE } from '../delivery/subscription-secrets.ts';
import type { Deps } from '../ports.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** Milliseconds. */
const SLOT_WAITS: BackoffLimits = { first: 3_000, longest: 30_000 };
const KEY_WAITS: BackoffLimits = { first: 10_000, longest: 5 * 60_000 };

/**
 * Puts off a delivery to a receiver that has no free slot. The wait doubles each time, so that a long queue for one receiver
 * costs few messages. The work row moves with it, so that the sweeper leaves it alone in the meantime.
 */
export async function deferDelivery(deps: Deps, candidate: Candidate): Promise<void> {
  await putOff(deps, candidate, { waits: SLOT_WAITS, reason: candidate.delivery.data.reason });
}

/**
 * Puts off a delivery whose secrets no present key opens. It counts no attempt and changes nothing of its subscription, however
 * long the key stays away.
 */
export async function deferUntilKeyIsBack(deps: Deps, candidate: Candidate): Promise<void> {
  const { notificationId, subscriptionId } = candidate.delivery.data;
  deps.report({ name: 'KeyTrouble', reason: SECRET_UNREADABLE, subscriptionId, notificationId });
  await putOff(deps, candidate, { waits: KEY_WAITS, reason: SECRET_UNREADABLE });
}

interface Deferral {
  readonly waits: BackoffLimits;
  readonly reason: string | undefined;
}

async function putOff(deps: Deps, { partition, delivery }: Candidate, { waits, reason }: Deferral): Promise<void> {
  const { postponed = 0 } = delivery.data;
  const wait = backoff(postponed, waits) * (1 + deps.chance.random() / 2);
  const dueAt = deps.clock.now() + wait;
  const data: DeliveryRow = {
    ...delivery.data,
    reason,
    postponed: postponed + 1,
    ...dueFrom(dueAt, delivery.data),
    leasedUntil: undefined,
  };
  const written = deps.store
    .commit(partition, replaceDelivery(deps, delivery, data))
    .then(() => enqueueWhenDue(deps, { partition, delivery: data }, dueAt));
  // On a conflict another worker owns the row; nothing to do.
  await onConflict(written, () => undefined);
}
