import type { DeliveryAnswer } from '../../contract/operator-answers.ts';
import { deliveryView } from '../delivery/delivery-view.ts';
import type { Deps } from '../ports.ts';
import { deliveriesOfTopic, isDeliveryTo, nextDeliveryTo } from '../store/keys.ts';
import { type ListPage, type ListQuery, pageRows, ROWS_PER_SCAN } from '../store/pagination.ts';
import { deliveryRow, parseRow } from '../store/rows.ts';
import { knownSections } from '../store/sections.ts';
import { findSubscription } from '../subscriptions/read-subscriptions.ts';

/**
 * The deliveries of a subscription: those of tests, then those of firings. Each part is newest first.
 *
 * @throws RequestError 404 when there is no such subscription
 */
export async function listDeliveries(deps: Deps, id: string, query: ListQuery): Promise<ListPage<DeliveryAnswer>> {
  const { address } = await findSubscription(deps, id);
  const { tests, firings } = deliveriesOfTopic(address.topic);
  return pageRows(deps, {
    sections: knownSections(...[tests, firings].map((range) => ({ partition: address.partition, range }))),
    query,
    rowsPerRead: ROWS_PER_SCAN,
    skip: (key) => nextDeliveryTo(address, key),
    item: (row) => {
      if (!isDeliveryTo(address.suffix, row.key)) return undefined;
      return deliveryView(deps.settings, parseRow(deliveryRow, row).data);
    },
  });
}
