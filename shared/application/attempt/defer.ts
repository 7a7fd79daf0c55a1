import { enqueueOne } from '../delivery/delivery-message.ts';
import { moved } from '../delivery/delivery-writes.ts';
import type { Leased } from '../delivery/lease.ts';
import { dueFrom } from '../delivery/schedule.ts';
import type { Deps } from '../ports.ts';
import type { DeliveryRow } from '../store/rows.ts';

const FIRST_WAIT_MS = 3_000;

const LONGEST_WAIT_MS = 30_000;

/**
 * What would be one attempt too many at a slow receiver is due later, the later the more often that happens, so that a long
 * queue for one receiver costs few messages. Its row of work goes along: the sweeper has nothing to do with it meanwhile.
 */
export async function postpone(deps: Deps, { partition, delivery }: Leased): Promise<void> {
  const { postponed = 0 } = delivery.data;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** postponed) * (1 + deps.chance.random() / 2);
  const data: DeliveryRow = {
    ...delivery.data,
    postponed: postponed + 1,
    ...dueFrom(deps.clock.now() + wait, delivery.data),
    leasedUntil: undefined,
  };
  // Whoever else has changed it sees to it.
  if (await deps.store.commit(partition, moved(delivery, data)))
    await enqueueOne(deps, { partition, delivery: data }, wait);
}
