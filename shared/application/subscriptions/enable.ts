import { instantFromMilliseconds } from '../../domain/instant.ts';
import { insertRelease } from '../delivery/circuit-writes.ts';
import { batchOf } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { circuitKey, RELEASE, stateKey, waitingRange } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { stateRow } from '../store/rows.ts';
import { unmoved } from '../store/topic-state.ts';
import { findSubscription } from './read-subscriptions.ts';

/**
 * Wakes a subscription that sleeps, fails or is disabled, and sends what waits for it: at most so many are counted. As when one is
 * created, the topic's state is rewritten: whatever is committed after this is sent.
 */
export async function enable(deps: Deps, id: string): Promise<{ count: number }> {
  const { partition, topic, suffix } = await retryOnConflict(deps, () => wake(deps, id));
  const { rows } = await deps.store.range(partition, waitingRange(topic, suffix));
  await deps.deliveries.enqueue(batchOf(partition, { topic, group: RELEASE, suffix }), 0);
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
    insertRelease({ topic, suffix }, now),
    ...unmoved(state),
  ]);
  return address;
}
