import { RequestError } from '../../../shared/application/errors.ts';
import { removeExpired } from '../../../shared/application/maintenance/retention.ts';
import { type DeadLetterSource, listDeadLetters } from '../../../shared/application/operator/list-dead-letters.ts';
import { redeliver } from '../../../shared/application/operator/redeliver.ts';
import { redrive } from '../../../shared/application/operator/redrive.ts';
import { redriveMany } from '../../../shared/application/operator/redrive-many.ts';
import { replay } from '../../../shared/application/operator/replay.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import { readRow } from '../../../shared/application/store/read-rows.ts';
import { notificationId, subscriptionAddress } from '../../../shared/application/store/resource-ids.ts';
import { retryOnConflict } from '../../../shared/application/store/retry-on-conflict.ts';
import { subscriptionRow } from '../../../shared/application/store/rows.ts';
import { disable } from '../../../shared/application/subscriptions/disable.ts';
import { enable } from '../../../shared/application/subscriptions/enable.ts';
import { rotateSecret } from '../../../shared/application/subscriptions/rotate-secret.ts';
import { type Subscribed, subscribe } from '../../../shared/application/subscriptions/subscribe.ts';
import { removeByOperator, unsubscribe } from '../../../shared/application/subscriptions/unsubscribe.ts';
import { START } from '../../support/world.ts';
import type { Call, Subscription } from './scenario.ts';
import { requestOf } from './snapshot.ts';

/** Performs a call. `known` holds the subscriptions whose create response has arrived. */
export async function perform(call: Call, deps: Deps, known: Map<Subscription, Subscribed>): Promise<void> {
  if (call.do === 'retire') return void (await removeExpired(deps));
  if (call.do === 'redrive') return redriveAll(deps, call.source);
  if (call.do === 'redrive-many')
    return void (await redriveMany(deps, { environmentId: call.environment }, { dryRun: false }));
  if (call.do === 'subscribe')
    return void known.set(call.subscription, await subscribe(deps, requestOf(call.subscription)));
  const subscribed = known.get(call.subscription);
  // A caller only refers to a subscription after the response that created it.
  if (!subscribed) return;
  const { id } = subscribed.subscription;
  if (call.do === 'set-status') return setStatus(deps, id, call.status);
  if (call.do === 'unsubscribe') return unsubscribe(deps, id, subscribed.token);
  if (call.do === 'redeliver')
    return void (await redeliver(deps, id, notificationId(subscriptionAddress(id).suffix, call.sequence)));
  if (call.do !== 'replay') return void (await actions[call.do](deps, id));
  const since = new Date(START + call.since).toISOString();
  await replay(deps, id, { since, include: call.include });
}

/** The calls that need no more than a subscription. */
const actions = { enable, disable, remove: removeByOperator, 'rotate-secret': rotateSecret };

/** What a later version does, with its own word for a status. */
function setStatus(deps: Deps, id: string, status: string): Promise<void> {
  const { partition, key } = subscriptionAddress(id);
  return retryOnConflict(deps, async () => {
    const row = await readRow(deps.store, { partition, key }, subscriptionRow);
    if (!row) return;
    await deps.store.commit(partition, [{ kind: 'replace', key, etag: row.etag, data: { ...row.data, status } }]);
  });
}

async function redriveAll(deps: Deps, source: DeadLetterSource): Promise<void> {
  const { value } = await listDeadLetters(deps, { source });
  for (const { id } of value.filter(isRedrivable)) await redrive(deps, id).catch(ignoreRefusal);
}

/** Whether a redrive of a dead letter can succeed: its cause may have been a fault that has passed. */
export function isRedrivable({ source, code }: { readonly source: DeadLetterSource; readonly code: string }): boolean {
  return source === 'delivery' || code === 'poisoned';
}

/** Another operator may have redriven the dead letter already. */
function ignoreRefusal(fault: unknown): void {
  if (!(fault instanceof RequestError)) throw fault;
}

/** The text of a call in the trace. */
export function describeCall(call: Call): string {
  return 'subscription' in call ? `${call.do} ${call.subscription.url}` : call.do;
}
