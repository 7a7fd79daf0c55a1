import { backoff } from '../backoff.ts';
import { enqueueOne } from '../delivery/delivery-message.ts';
import { moved } from '../delivery/delivery-writes.ts';
import type { Leased } from '../delivery/lease.ts';
import { dueFrom } from '../delivery/schedule.ts';
import type { Deps } from '../ports.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import type { DeliveryRow } from '../store/rows.ts';

const WAITS = { first: 3_000, longest: 30_000 };

/**
 * What would be one attempt too many at a slow receiver is due later, the later the more often that happens, so that a long
 * queue for one receiver costs few messages. Its row of work goes along: the sweeper has nothing to do with it meanwhile.
 */
export async function postpone(deps: Deps, { partition, delivery }: Leased): Promise<void> {
  const { postponed = 0 } = delivery.data;
  const wait = backoff(postponed, WAITS) * (1 + deps.chance.random() / 2);
  const data: DeliveryRow = {
    ...delivery.data,
    postponed: postponed + 1,
    ...dueFrom(deps.clock.now() + wait, delivery.data),
    leasedUntil: undefined,
  };
  const put = async () => {
    await deps.store.commit(partition, moved(delivery, data));
    await enqueueOne(deps, { partition, delivery: data }, wait);
  };
  // On a conflict another worker owns the row; nothing to do.
  await onConflict(put(), () => undefined);
}
