import type { SubscriptionAnswer } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { releaseWork } from '../delivery/circuit-writes.ts';
import { statusLines } from '../delivery/delivery-lines.ts';
import { releaseMessage } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { stateKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionPlace } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { type SubscriptionRow, stateRow } from '../store/rows.ts';
import { rewriteState } from '../store/topic-state.ts';
import { findSubscription, getSubscription } from './read-subscriptions.ts';

/** The reason of a subscription that an operator has disabled. */
const BY_OPERATOR = 'operator';

/**
 * Pauses a subscription: what fires from now on, and what waits, becomes dead letters that can be replayed once it is enabled.
 *
 * @throws RequestError 404, or 409 for one whose receiver is gone
 */
export async function disable(deps: Deps, id: string): Promise<SubscriptionAnswer> {
  const place = await retryOnConflict(deps, () => deactivate(deps, id));
  await deps.deliveries.enqueue(releaseMessage(place.partition, place), 0);
  return getSubscription(deps, id);
}

/** Rewrites the topic's state, so that nothing that is committed afterwards is sent. */
async function deactivate(deps: Deps, id: string): Promise<SubscriptionPlace> {
  const { address, row } = await findSubscription(deps, id);
  const { partition, topic } = address;
  if (row.data.status === 'gone') throw gone();
  if (row.data.status === 'disabled') return address;
  const now = instantFromMilliseconds(deps.clock.now());
  const state = await readRow(deps.store, { partition, key: stateKey(topic) }, stateRow);
  const data: SubscriptionRow = { ...row.data, status: 'disabled', statusSince: now, statusReason: BY_OPERATOR };
  await deps.store.commit(partition, [
    { kind: 'replace', key: row.key, etag: row.etag, data },
    releaseWork(address, now),
    ...rewriteState(state),
  ]);
  for (const line of statusLines(row.data, { status: 'disabled', reason: BY_OPERATOR })) deps.report(line);
  return address;
}

function gone(): RequestError {
  const message = phrase('error.gone-so-remove');
  return new RequestError(409, { code: 'gone', message, target: 'id' });
}
