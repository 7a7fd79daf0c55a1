import { instantFromMilliseconds } from '../domain/instant.ts';
import { RequestError } from './errors.ts';
import { finishFanOuts } from './fan-out.ts';
import { insertRelease } from './health.ts';
import { healthKey, stateKey, subscriptionKey } from './layout.ts';
import type { Deps, Write } from './ports.ts';
import { readRow } from './read-rows.ts';
import { healthRow, stateRow, subscriptionRow } from './rows.ts';
import { addressOf, type SubscriptionAddress } from './subscription-id.ts';
import { judgeToken } from './tokens.ts';
import { unmoved } from './topic-state.ts';
import { untilTopicCommitted } from './until-committed.ts';

/** Deletes a subscription. One that is gone already, or never was, is no fault, nor is a DELETE for an earlier save of the flow. */
export async function unsubscribe(deps: Deps, id: string, token: string): Promise<void> {
  const address = addressOf(id);
  const { partition, topic } = address;
  await untilTopicCommitted(deps, address, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    const subscription = await readRow(deps.store, address, subscriptionRow);
    if (!subscription) return true;
    const judgment = judgeToken(subscription.data.tokens, token);
    if (judgment === 'superseded') return true;
    if (judgment === 'wrong') {
      throw new RequestError(403, {
        code: 'wrong-token',
        message: 'the token is not one that this subscription was given',
        target: 'token',
      });
    }
    // The state tells whether the subscription was made anew meanwhile, as a removal in a transaction cannot.
    return (await deps.store.commit(partition, [...unmoved(state), ...(await removal(deps, address))])) && true;
  });
}

type Place = Pick<SubscriptionAddress, 'partition' | 'topic' | 'suffix'>;

/**
 * The end of a subscription and of the row that exists for it alone, and work on the deliveries that wait for it. The row of its flow
 * stays: it may lead to the flow's next subscription by now, and one that leads nowhere does no harm. Whatever was committed while it
 * was there becomes a delivery before that: who calls this has read the topic's state, and rewrites it in the same transaction.
 */
export async function removal(deps: Deps, place: Place): Promise<Write[]> {
  const { partition, topic, suffix } = place;
  await finishFanOuts(deps, place);
  const health = await readRow(deps.store, { partition, key: healthKey(topic, suffix) }, healthRow);
  return [
    { kind: 'remove', key: subscriptionKey(topic, suffix) },
    ...(health ? [{ kind: 'remove' as const, key: health.key }] : []),
    // Even while none waits: a transaction cannot ask for the ETag of what it removes, and the circuit may just have opened.
    insertRelease(place, instantFromMilliseconds(deps.clock.now())),
  ];
}
