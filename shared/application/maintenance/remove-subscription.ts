import { subjectOf } from '../delivery/delivery-lines.ts';
import { finishFanOuts } from '../firing/fan-out.ts';
import type { Deps, Row } from '../ports.ts';
import { stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { subscriptionAddress } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { parseRow, stateRow, subscriptionRow } from '../store/rows.ts';
import { writeState } from '../store/topic-state.ts';
import { isExpiredSubscription, type Limits } from './expiry.ts';

/**
 * Removes a subscription that was dormant or gone for long enough, and returns whether it did. The topic's state is read
 * first and rewritten in the same transaction: a firing that is committed in between conflicts with it, and the next try
 * finishes its fan-out too. So every firing that matched the subscription has made its delivery before the row is gone.
 *
 * A removal in a transaction has no ETag condition. It needs none: everything that makes a dormant or gone subscription
 * active again rewrites the topic's state.
 */
export async function removeSubscription(deps: Deps, limits: Limits, row: Row): Promise<boolean> {
  if (!isExpiredSubscription(limits, row)) return false;
  const { id } = parseRow(subscriptionRow, row).data;
  const { partition, topic, key } = subscriptionAddress(id);
  return retryOnConflict(deps, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    const subscription = await readRow(deps.store, { partition, key }, subscriptionRow);
    if (!subscription || !isExpiredSubscription(limits, subscription)) return false;
    await finishFanOuts(deps, { partition, topic });
    const { environmentId } = subscription.data;
    await deps.store.commit(partition, [
      { kind: 'remove', key },
      writeState({ topic, state }, state?.data ?? { environmentId, sequence: 0 }),
    ]);
    deps.report({ name: 'SubscriptionChange', ...subjectOf(subscription.data), change: 'ended', reason: 'expired' });
    return true;
  });
}
