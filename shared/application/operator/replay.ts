import type { RedrivenAnswer } from '../../contract/operator-answers.ts';
import { isReceiving } from '../../domain/subscription-status.ts';
import { chunks } from '../chunks.ts';
import { deliverMessage } from '../delivery/delivery-message.ts';
import type { Deps } from '../ports.ts';
import { readRow } from '../store/read-rows.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { type DeliveryRow, type FiringRow, subscriptionRow } from '../store/rows.ts';
import { newWriteToken, type WriteToken } from '../store/write-token.ts';
import { findSubscription } from '../subscriptions/read-subscriptions.ts';
import { parseBody } from '../validate.ts';
import { firingsToReplay } from './firings-to-replay.ts';
import { planReplay, type Recipient } from './plan-replay.ts';
import { requireReceiving } from './redelivery-checks.ts';
import { type ReplayRequest, replayRequestSchema } from './replay-request.ts';
import type { DeliveryChange } from './reset-delivery.ts';

/** A delivery, its work and its dead letter are three rows, and a transaction holds a hundred. */
const DELIVERIES_PER_COMMIT = 30;

interface Replay {
  readonly address: SubscriptionAddress;
  readonly request: ReplayRequest;
  readonly token: WriteToken;
}

/**
 * Replays the firings of a period to a subscription: those that it never got or that were given up, or all of them. One call
 * replays the newest thousand, and the next one goes on from its cursor. After a crash, repeating the call replays the rest: what
 * was replayed already is unfinished or delivered. `count` says how many were replayed; it is smaller when the subscription stops
 * receiving in the meantime. A dry run only counts.
 *
 * @throws RequestError 400 for a wrong body, 404, or 409 when the subscription receives nothing
 */
export async function replay(deps: Deps, id: string, body: unknown, { dryRun = false } = {}): Promise<RedrivenAnswer> {
  const request = parseBody(replayRequestSchema, body);
  const { address, row } = await findSubscription(deps, id);
  requireReceiving(row.data.status);
  const run = { address, request, token: newWriteToken(deps) };
  const { firings, cursor } = await firingsToReplay(deps, { address, subscription: row.data, request });
  let count = 0;
  for (const piece of chunks(firings, DELIVERIES_PER_COMMIT)) {
    const changes = dryRun ? await planPiece(deps, run, piece) : await replayPiece(deps, run, piece);
    count += changes.length;
  }
  return { count, ...(cursor !== undefined && { cursor }) };
}

async function replayPiece(deps: Deps, run: Replay, piece: readonly FiringRow[]): Promise<readonly DeliveryRow[]> {
  const replayed = await retryOnConflict(deps, () => commitReplay(deps, run, piece));
  const messages = replayed.map((delivery) => deliverMessage(run.address.partition, delivery));
  await Promise.all(messages.map((message) => deps.deliveries.enqueue(message, 0)));
  return replayed;
}

/** Replays some firings in one transaction. */
async function commitReplay(deps: Deps, run: Replay, firings: readonly FiringRow[]): Promise<DeliveryRow[]> {
  const changes = await planPiece(deps, run, firings);
  const writes = changes.flatMap((change) => change.writes);
  if (writes.length > 0) await deps.store.commit(run.address.partition, writes);
  return changes.map(({ data }) => data);
}

async function planPiece(
  deps: Deps,
  { address, request, token }: Replay,
  firings: readonly FiringRow[],
): Promise<DeliveryChange[]> {
  const { partition, suffix } = address;
  // Read after the firings, so its `since` tells which of them the subscription, if it was created again, may get.
  const row = await readRow(deps.store, address, subscriptionRow);
  if (!row || !isReceiving(row.data.status)) return [];
  const recipient: Recipient = { partition, subscriber: { suffix, row }, request, token };
  const eligible = firings.filter(({ sequence }) => sequence > row.data.since);
  const plans = await Promise.all(eligible.map((firing) => planReplay(deps, recipient, firing)));
  return plans.flatMap((plan) => plan ?? []);
}
