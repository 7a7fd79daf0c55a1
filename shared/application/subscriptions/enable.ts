import { phrase } from '../../contract/phrase.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { freshCircuit, releaseWork } from '../delivery/circuit-writes.ts';
import { statusLines } from '../delivery/delivery-lines.ts';
import { releaseMessage } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { circuitKey, stateKey, waitingRange } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionPlace } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { circuitRow, type SubscriptionRow, stateRow } from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { findSubscription } from './read-subscriptions.ts';

/**
 * Makes a dormant, failing or disabled subscription active, and releases the deliveries that wait for it. What is known of its
 * last delivery stays. `count` says how
 * many wait, up to a thousand.
 *
 * @throws RequestError 404, or 409 for one whose receiver is gone
 */
export async function enable(deps: Deps, id: string): Promise<{ count: number }> {
  const { partition, topic, suffix } = await retryOnConflict(deps, () => activate(deps, id));
  const { rows } = await deps.store.range(partition, waitingRange(topic, suffix));
  await deps.deliveries.enqueue(releaseMessage(partition, { topic, suffix }), 0);
  return { count: rows.length };
}

/** Rewrites the topic's state, as a create does, so that everything committed afterwards is sent. */
async function activate(deps: Deps, id: string): Promise<SubscriptionPlace> {
  const { address, row } = await findSubscription(deps, id);
  const { partition, topic, suffix } = address;
  if (row.data.status === 'gone') throw gone();
  const now = instantFromMilliseconds(deps.clock.now());
  const [state, circuit] = await Promise.all([
    readRow(deps.store, { partition, key: stateKey(topic) }, stateRow),
    readRow(deps.store, { partition, key: circuitKey(topic, suffix) }, circuitRow),
  ]);
  const data: SubscriptionRow = { ...row.data, status: 'active', statusSince: now, statusReason: undefined };
  await deps.store.commit(partition, [
    { kind: 'replace', key: row.key, etag: row.etag, data },
    freshCircuit(topic, suffix, circuit?.data.lastDelivery),
    releaseWork({ topic, suffix }, now),
    ...rewriteState(state),
  ]);
  statusLines(row.data, { status: 'active', reason: 'enabled' }).forEach(deps.report);
  return address;
}

function gone(): RequestError {
  const message = phrase('error.gone');
  return new RequestError(409, { code: 'gone', message, target: 'id' });
}
