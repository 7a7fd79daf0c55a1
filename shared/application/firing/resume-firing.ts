import { deliverBatch } from '../attempt/deliver-batch.ts';
import { deliverMessages } from '../delivery/delivery-message.ts';
import { isDeliverable } from '../delivery/eligibility.ts';
import type { Deps } from '../ports.ts';
import { deliveriesOfGroup, firingKey } from '../store/keys.ts';
import { readAll, readRow } from '../store/read-rows.ts';
import type { FiringAddress } from '../store/resource-ids.ts';
import { deliveryRow, firingRow } from '../store/rows.ts';
import { continueFanOut } from './fan-out.ts';

/**
 * Resumes a firing whose worker may have died after the commit. Deliveries that are finished or leased stay as they are. The
 * others are attempted here if they fit one message, and enqueued otherwise.
 */
export async function resumeFiring(deps: Deps, address: FiringAddress): Promise<void> {
  const { partition, topic, group } = address;
  const firing = await readRow(deps.store, { partition, key: firingKey(topic, group) }, firingRow);
  if (!firing) return;
  if (firing.data.cursor) await continueFanOut(deps, address);
  const rows = await readAll(deps.store, { partition, range: deliveriesOfGroup(topic, group) }, deliveryRow);
  const unfinished = rows.map(({ data }) => data).filter((delivery) => isDeliverable(deps, delivery));
  const messages = deliverMessages(partition, unfinished);
  const [only, ...more] = messages;
  if (only && more.length === 0) await deliverBatch(deps, only);
  else await Promise.all(messages.map((message) => deps.deliveries.enqueue(message, 0)));
}
