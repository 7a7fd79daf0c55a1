import { deliverMessages } from '../delivery/delivery-message.ts';
import type { Deps } from '../ports.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** Enqueues the deliveries of one firing that have work to do and no lease. */
export async function enqueueUnleased(
  deps: Pick<Deps, 'deliveries'>,
  partition: string,
  deliveries: readonly DeliveryRow[],
): Promise<void> {
  const unleased = deliveries.filter(({ workKey, leasedUntil }) => workKey && !leasedUntil);
  await Promise.all(deliverMessages(partition, unleased).map((message) => deps.deliveries.enqueue(message, 0)));
}
