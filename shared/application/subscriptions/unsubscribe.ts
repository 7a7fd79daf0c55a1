import { phrase } from '../../contract/phrase.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { type SubscriptionAddress, subscriptionAddress } from '../store/resource-ids.ts';
import { retryOnTopicConflict } from '../store/retry-on-conflict.ts';
import { stateRow, subscriptionRow } from '../store/rows.ts';
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
  const address = subscriptionAddress(id);
  if (!(await mayRemove(deps, address, token))) return;
  const { partition, topic } = address;
  await retryOnTopicConflict(deps, address, async () => {
    const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
    if (!(await mayRemove(deps, address, token))) return;
    // The state's ETag tells whether the subscription was created again since; a removal in a transaction cannot.
    await deps.store.commit(partition, [...rewriteState(state), ...(await endSubscription(deps, address))]);
  });
}

/** Whether there is a subscription that the token removes. @throws RequestError 403 for a wrong token */
async function mayRemove(deps: Deps, address: SubscriptionAddress, token: string): Promise<boolean> {
  const subscription = await readRow(deps.store, address, subscriptionRow);
  const judgment = subscription && judgeToken(subscription.data.tokens, token);
  if (judgment === 'wrong') throw wrongToken();
  return judgment === 'good';
}

function wrongToken(): RequestError {
  const message = phrase('error.wrong-token');
  return new RequestError(403, { code: 'wrong-token', message, target: 'token' });
}
