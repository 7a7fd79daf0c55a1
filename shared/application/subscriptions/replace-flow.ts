import type { Deps, Write } from '../ports.ts';
import { flowKey, stateKey, subscriptionKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { flowRow, stateRow, subscriptionRow } from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { removal } from './end-subscription.ts';

type Place = Pick<SubscriptionAddress, 'partition' | 'topic' | 'suffix'>;

/**
 * One live subscription for each flow, trigger type and environment: the one that it had before leaves, in the transaction that
 * creates the one at this place and rewrites the state of its topic, which has been read.
 */
export async function replaceFlow(
  deps: Deps,
  { partition, topic, suffix, flow }: Place & { readonly flow: string | undefined },
): Promise<Write[]> {
  if (!flow) return [];
  const key = flowKey(flow);
  const current = await readRow(deps.store, { partition, key }, flowRow);
  const data = { topic, suffix };
  if (!current) return [{ kind: 'insert', key, data }];
  if (current.data.topic === topic && current.data.suffix === suffix) return [];
  const moved: Write = { kind: 'replace', key, etag: current.etag, data };
  return [moved, ...(await endOfOld(deps, { partition, ...current.data }, { topic, flow }))];
}

/** Its topic may be another one than that of the new subscription; then the state of that one is rewritten too. */
async function endOfOld(
  deps: Deps,
  old: Place,
  { topic, flow }: { readonly topic: string; readonly flow: string },
): Promise<Write[]> {
  const { partition } = old;
  const state =
    old.topic === topic ? undefined : await readRow(deps.store, { partition, key: stateKey(old.topic) }, stateRow);
  const row = await readRow(deps.store, { partition, key: subscriptionKey(old.topic, old.suffix) }, subscriptionRow);
  return row?.data.flow === flow ? [...rewriteState(state), ...(await removal(deps, old))] : [];
}
