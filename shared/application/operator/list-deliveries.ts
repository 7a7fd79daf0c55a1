import { type DeliveryView, showDelivery } from '../delivery/delivery-view.ts';
import type { Deps } from '../ports.ts';
import { deliveryKey, everythingUnder } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows, ROWS_PER_SCAN, type Section } from '../store/pagination.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { deliveryRow, parseRow } from '../store/rows.ts';
import { findSubscription } from '../subscriptions/read-subscriptions.ts';

/** The deliveries of a subscription: its tests, then what was fired, both newest first. */
export async function listDeliveries(deps: Deps, id: string, query: ListQuery): Promise<ListPage<DeliveryView>> {
  const { address } = await findSubscription(deps, id);
  return pageRows(deps, {
    sections: sectionsOf(address),
    query,
    rowsPerRead: ROWS_PER_SCAN,
    skip: (key) => nextOf(address, key),
    item: (row) => (row.key.endsWith(`.${address.suffix}`) ? showDelivery(parseRow(deliveryRow, row).data) : undefined),
  });
}

/** The groups of tests start with a `t`, those of firings with a digit. */
function sectionsOf({ partition, topic }: SubscriptionAddress): Section[] {
  const { from, to } = everythingUnder(`d.${topic}`);
  const tests = `${from}t`;
  return [
    { partition, range: { from: tests, to } },
    { partition, range: { from, to: tests } },
  ];
}

/** Deliveries of one firing lie in the order of their subscriptions, so there is at most one to find in each group. */
function nextOf({ topic, suffix }: SubscriptionAddress, key: string): string {
  const group = key.slice(everythingUnder(`d.${topic}`).from.length).split('.', 1)[0] ?? '';
  const wanted = deliveryKey(topic, group, suffix);
  return key < wanted ? wanted : deliveryKey(topic, group, '~');
}
