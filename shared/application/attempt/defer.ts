import { backoff } from '../backoff.ts';
import { enqueueWhenDue } from '../delivery/delivery-message.ts';
import { replaceDelivery } from '../delivery/delivery-writes.ts';
import type { Candidate } from '../delivery/lease.ts';
import { dueFrom } from '../delivery/schedule.ts';
import type { Deps } from '../ports.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** Milliseconds. */
const WAITS = { first: 3_000, longest: 30_000 };

/**
 * Puts off a delivery to a receiver that has no free slot. The wait doubles each time, so that a long queue for one receiver
 * costs few messages. The work row moves with it, so that the sweeper leaves it alone in the meantime.
 */
export async function deferDelivery(deps: Deps, candidate: Candidate): Promise<void> {
  // On a conflict another worker owns the row; nothing to do.
  await onConflict(putOff(deps, candidate), () => undefined);
}

async function putOff(deps: Deps, { partition, delivery }: Candidate): Promise<void> {
  const { postponed = 0 } = delivery.data;
  const wait = backoff(postponed, WAITS) * (1 + deps.chance.random() / 2);
  const dueAt = deps.clock.now() + wait;
  const data: DeliveryRow = {
    ...delivery.data,
    postponed: postponed + 1,
    ...dueFrom(dueAt, delivery.data),
    leasedUntil: undefined,
  };
  await deps.store.commit(partition, replaceDelivery(deps, delivery, data));
  await enqueueWhenDue(deps, { partition, delivery: data }, dueAt);
}
