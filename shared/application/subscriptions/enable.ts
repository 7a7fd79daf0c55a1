import { instantFromMilliseconds } from '../../domain/instant.ts';
import { releaseWork } from '../delivery/circuit-writes.ts';
import { releaseMessage } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { circuitKey, stateKey, waitingRange } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { stateRow } from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { findSubscription } from './read-subscriptions.ts';

/**
 * Wakes a subscription that sleeps, fails or is disabled, and sends what waits for it: at most so many are counted. As when one is
 * created, the topic's state is rewritten: whatever is committed after this is sent.
 */
export async function enable(deps: Deps, id: string): Promise<{ count: number }> {
  const { partition, topic, suffix } = await retryOnConflict(deps, () => wake(deps, id));
  const { rows } = await deps.store.range(partition, waitingRange(topic, suffix));
  await deps.deliveries.enqueue(releaseMessage(partition, { topic, suffix }), 0);
  return { count: rows.length };
}

async function wake(deps: Deps, id: string) {
  const { address, row } = await findSubscription(deps, id);
  const { partition, topic, suffix } = address;
  if (row.data.status === 'gone') {
    throw new RequestError(409, {
      code: 'gone',
      message: 'its flow or receiver is gone for good; subscribe again',
      target: 'id',
    });
  }
  const now = instantFromMilliseconds(deps.clock.now());
  const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
  await deps.store.commit(partition, [
    { kind: 'replace', key: row.key, etag: row.etag, data: { ...row.data, status: 'active', statusSince: now } },
    { kind: 'put', key: circuitKey(topic, suffix), data: { consecutiveFailures: 0 } },
    releaseWork({ topic, suffix }, now),
    ...rewriteState(state),
  ]);
  return address;
}
