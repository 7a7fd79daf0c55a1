import { phrase } from '../../contract/phrase.ts';
import { subjectOf } from '../delivery/delivery-lines.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';
import { retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { type SubscriptionRow, stateRow, subscriptionRow } from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { endSubscription } from './end-subscription.ts';
import { judgeToken } from './unsubscribe-tokens.ts';

/**
 * Deletes a subscription. One that is gone already, or never existed, is no error; nor is a DELETE for an earlier version of
 * the flow.
 *
 * Anybody may call this, so the token is judged first, by one read: a call that proves nothing never waits in line with the
 * events of the topic. The removal judges it again.
 *
 * @throws RequestError 404 for a malformed id, 403 for a wrong token
 */
export async function unsubscribe(deps: Deps, id: string, token: string): Promise<void> {
  await endIf(deps, subscriptionAddress(id), 'unsubscribed', ({ tokens }) => {
    const judgment = judgeToken(tokens, token);
    if (judgment === 'wrong') throw wrongToken();
    return judgment === 'good';
  });
}

/**
 * Removes a subscription at the request of an operator. One that is gone already, or never existed, is no error.
 *
 * @throws RequestError 404 for a malformed id
 */
export async function removeByOperator(deps: Deps, id: string): Promise<void> {
  await endIf(deps, subscriptionAddress(id), 'removed', () => true);
}

/** Whether a subscription may be ended. */
type Permission = (subscription: SubscriptionRow) => boolean;

async function endIf(deps: Deps, address: SubscriptionAddress, reason: string, mayEnd: Permission): Promise<void> {
  if (!(await endable(deps, address, mayEnd))) return;
  const { partition, topic } = address;
  await retryOnTopicConflict(deps, address, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    const subscription = await endable(deps, address, mayEnd);
    if (!subscription) return;
    // The state's ETag tells whether the subscription was created again since; a removal in a transaction cannot.
    await deps.store.commit(partition, [...rewriteState(state), ...(await endSubscription(deps, address))]);
    deps.report({ name: 'SubscriptionChange', ...subjectOf(subscription), change: 'ended', reason });
  });
}

/** The subscription, if it is there and may be ended. */
async function endable(
  deps: Deps,
  address: SubscriptionAddress,
  mayEnd: Permission,
): Promise<SubscriptionRow | undefined> {
  const subscription = await readRow(deps.store, address, subscriptionRow);
  return subscription && mayEnd(subscription.data) ? subscription.data : undefined;
}

function wrongToken(): RequestError {
  const message = phrase('error.wrong-token');
  return new RequestError(403, { code: 'wrong-token', message, target: 'token' });
}
