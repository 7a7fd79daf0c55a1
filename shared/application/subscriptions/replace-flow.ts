import type { Deps, Write } from '../ports.ts';
import { flowKey, stateKey, subscriptionKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionPlace } from '../store/resource-ids.ts';
import { flowRow, stateRow, subscriptionRow } from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { endSubscription } from './end-subscription.ts';

/**
 * Makes the subscription at this place the only one of its flow, trigger type and environment: the flow's older one ends in
 * the transaction that creates this one. The caller has read the topic's state and rewrites it in that transaction.
 */
export async function replaceFlow(
  deps: Deps,
  { partition, topic, suffix, flow }: SubscriptionPlace & { readonly flow: string | undefined },
): Promise<Write[]> {
  if (!flow) return [];
  const key = flowKey(flow);
  const current = await readRow(deps.store, { partition, key }, flowRow);
  const data = { ...current?.data, topic, suffix };
  if (!current) return [{ kind: 'insert', key, data }];
  // Also when nothing changes: retention removes the row of a flow without a subscription, and has to conflict.
  const replaced: Write = { kind: 'replace', key, etag: current.etag, data };
  if (current.data.topic === topic && current.data.suffix === suffix) return [replaced];
  return [replaced, ...(await endOlder(deps, { partition, ...current.data }, { topic, flow }))];
}

/** The older subscription may listen to another topic, whose state is then rewritten too. */
async function endOlder(
  deps: Deps,
  older: SubscriptionPlace,
  { topic, flow }: { readonly topic: string; readonly flow: string },
): Promise<Write[]> {
  const { partition } = older;
  const isSameTopic = older.topic === topic;
  const state = isSameTopic
    ? undefined
    : await readRow(deps.store, { partition, key: stateKey(older.topic) }, stateRow);
  const key = subscriptionKey(older.topic, older.suffix);
  const row = await readRow(deps.store, { partition, key }, subscriptionRow);
  return row?.data.flow === flow ? [...rewriteState(state), ...(await endSubscription(deps, older))] : [];
}
