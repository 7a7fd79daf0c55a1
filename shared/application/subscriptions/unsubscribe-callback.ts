import * as z from 'zod';
import { subscriptionFields } from '../../contract/subscription.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps } from '../ports.ts';
import { CALLBACKS, callbackKey, callbackRange } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { callbackRow } from '../store/rows.ts';
import { parseBody } from '../validate.ts';
import { removeByOperator } from './unsubscribe.ts';

/** A flow may send what it subscribed with. Refused, it would leave its subscription behind. */
const requestSchema = z.object({ callbackUrl: subscriptionFields.callbackUrl });

/**
 * Ends all subscriptions of a trigger type and callback, for a flow that does not know the address to delete. There may be none.
 * A subscription that an earlier version has made is found once its flow has subscribed again.
 *
 * @throws RequestError 400 for a body without a callback
 */
export async function unsubscribeCallback(deps: Deps, triggerType: TriggerType, body: unknown): Promise<void> {
  const { callbackUrl } = parseBody(requestSchema, body);
  const stretch = { partition: CALLBACKS, range: callbackRange(triggerType, callbackUrl) };
  // The notes stay until retention removes them: a subscription whose note is here already may be about to be made.
  for (const { data } of await readAll(deps.store, stretch, callbackRow)) {
    await removeByOperator(deps, data.subscriptionId);
  }
}

interface Registration {
  readonly triggerType: TriggerType;
  readonly callbackUrl: string;
  readonly subscriptionId: string;
}

/** Notes the callback of a subscription, before its first row: so every subscription is found by its callback. */
export async function noteCallback(deps: Pick<Deps, 'store' | 'clock'>, registration: Registration): Promise<void> {
  const { triggerType, callbackUrl, subscriptionId } = registration;
  const key = callbackKey(triggerType, callbackUrl, subscriptionId);
  const data = { subscriptionId, at: instantFromMilliseconds(deps.clock.now()) };
  await deps.store.commit(CALLBACKS, [{ kind: 'put', key, data }]);
}
