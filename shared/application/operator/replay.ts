import { z } from 'zod';
import { type Instant, instantFromMilliseconds, instantSchema, instantToMilliseconds } from '../../domain/instant.ts';
import { isReceiving, matches } from '../../domain/subscription.ts';
import { chunks } from '../chunks.ts';
import { deliverMessage } from '../delivery/delivery-message.ts';
import { isFinished } from '../delivery/delivery-view.ts';
import { insertDelivery } from '../delivery/delivery-writes.ts';
import type { Subscriber } from '../delivery/eligibility.ts';
import { firingDelivery } from '../firing/firing-delivery.ts';
import type { Deps, Write } from '../ports.ts';
import { deliveryKey, firingGroup, firingsAfter, hasToken, tokenWorkKey } from '../store/keys.ts';
import { readRow, scan } from '../store/read-rows.ts';
import type { SubscriptionAddress } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import {
  type DeliveryRow,
  deliveryRow,
  type FiringRow,
  firingRow,
  type SubscriptionRow,
  subscriptionRow,
} from '../store/rows.ts';
import { newWriteToken, type WriteToken } from '../store/write-token.ts';
import { findSubscription } from '../subscriptions/read-subscriptions.ts';
import { parseRequest } from '../validate.ts';
import { notReceiving, renewal } from './redeliver.ts';

/** A delivery, its work and its dead letter: three rows each, of the hundred that a transaction holds. */
const DELIVERIES_PER_COMMIT = 30;

/** Firings lie in the order of their sequence; the clocks that wrote the times of their commits differ by less than this. */
const CLOCKS_DIFFER_MS = 60 * 60 * 1000;

const requestSchema = z
  .object({
    since: instantSchema,
    until: instantSchema.optional(),
    include: z.enum(['missing', 'all'], { error: "expected 'missing' or 'all'" }),
  })
  .refine(({ since, until }) => until === undefined || since < until, {
    path: ['until'],
    error: 'expected a time after since',
  });

type ReplayRequest = z.infer<typeof requestSchema>;

interface Replay {
  readonly address: SubscriptionAddress;
  /** As it was when the replay began. */
  readonly subscription: SubscriptionRow;
  readonly request: ReplayRequest;
  readonly token: WriteToken;
}

/**
 * Delivers once more what a subscription should have got in a stretch of time: what it never got or what was given up, or
 * everything. After a crash in the middle the same call does the rest: what has been replayed is not finished, or delivered.
 * A subscription that falls asleep or ends meanwhile is no fault of the caller: the answer counts what was replayed until then.
 */
export async function replay(deps: Deps, id: string, body: unknown): Promise<{ count: number }> {
  const request = parseRequest(requestSchema, body);
  const { address, row } = await findSubscription(deps, id);
  refuseUnreachable(row.data);
  const { partition } = address;
  const wanted: Replay = { address, subscription: row.data, request, token: newWriteToken(deps) };
  const firings = await firingsOf(deps, wanted);
  let count = 0;
  for (const slice of chunks(firings, DELIVERIES_PER_COMMIT)) {
    const replayed = await retryOnConflict(deps, () => replaySome(deps, wanted, slice));
    await Promise.all(replayed.map((delivery) => deps.deliveries.enqueue(deliverMessage(partition, delivery), 0)));
    count += replayed.length;
  }
  return { count };
}

function refuseUnreachable({ status }: SubscriptionRow): void {
  if (!isReceiving(status)) throw notReceiving(status);
}

/** The firings that should have reached the subscription, oldest first. */
async function firingsOf(deps: Deps, wanted: Replay): Promise<FiringRow[]> {
  const { request, subscription } = wanted;
  const { partition, topic } = wanted.address;
  const found: FiringRow[] = [];
  const earliest = instantFromMilliseconds(instantToMilliseconds(request.since) - CLOCKS_DIFFER_MS);
  const range = firingsAfter(topic, subscription.since);
  for await (const { data } of scan(deps.store, { partition, range }, firingRow)) {
    if (data.committedAt < earliest) break;
    if (isWanted(data, wanted)) found.push(data);
  }
  return found.toReversed();
}

function isWanted(firing: FiringRow, { address, subscription, request }: Replay): boolean {
  // Its fan-out will come to this subscription by itself.
  if (firing.cursor !== undefined && address.key > firing.cursor) return false;
  return isWithin(firing.committedAt, request) && isFor(subscription, firing);
}

function isWithin(time: Instant, { since, until }: ReplayRequest): boolean {
  return time >= since && (until === undefined || time < until);
}

function isFor({ triggerType, parameters }: SubscriptionRow, { rise, ...firing }: FiringRow): boolean {
  if (triggerType !== firing.triggerType || !matches(parameters, firing.facts)) return false;
  const { threshold } = parameters;
  return threshold === undefined || (rise !== undefined && rise.from <= threshold && threshold < rise.to);
}

/** One transaction; on a conflict all of its rows are looked at again. */
async function replaySome(
  deps: Deps,
  { address, request, token }: Replay,
  firings: readonly FiringRow[],
): Promise<DeliveryRow[]> {
  // Read after the firings: whoever is there now was there when those behind its `since` were committed.
  const row = await readRow(deps.store, address, subscriptionRow);
  if (!row || !isReceiving(row.data.status)) return [];
  const due: Due = { partition: address.partition, subscriber: { suffix: address.suffix, row }, request, token };
  const its = firings.filter(({ sequence }) => sequence > row.data.since);
  const plans = (await Promise.all(its.map((firing) => planOf(deps, due, firing)))).flatMap((plan) => plan ?? []);
  const writes = plans.flatMap((plan) => plan.writes);
  if (writes.length > 0) await deps.store.commit(address.partition, writes);
  return plans.map(({ data }) => data);
}

interface Due extends Pick<Replay, 'request' | 'token'> {
  readonly partition: string;
  readonly subscriber: Subscriber;
}

/** What replaying one firing changes; nothing when there is nothing to replay. */
async function planOf(
  deps: Deps,
  { partition, subscriber, request, token }: Due,
  firing: FiringRow,
): Promise<{ data: DeliveryRow; writes: Write[] } | undefined> {
  const key = deliveryKey(firing.topic, firingGroup(firing.sequence), subscriber.suffix);
  const delivery = await readRow(deps.store, { partition, key }, deliveryRow);
  if (!delivery) {
    if (isForgotten(deps, firing)) return undefined;
    const made = firingDelivery(deps, firing, { subscriber, firstAttempt: 'queued' });
    const data = { ...made, workKey: made.workKey && tokenWorkKey(made.workKey, token) };
    return { data, writes: insertDelivery(deps, data) };
  }
  if (hasToken(delivery.data.workKey, token)) return { data: delivery.data, writes: [] };
  const isToBeSent = request.include === 'all' ? isFinished(delivery.data) : delivery.data.state === 'dead';
  return isToBeSent ? renewal(deps, { partition, delivery, token }) : undefined;
}

/** Of so old a firing nobody knows whether a delivery was never made, or was made and is kept no more. */
function isForgotten({ clock, settings }: Deps, { committedAt }: FiringRow): boolean {
  return committedAt < instantFromMilliseconds(clock.now() - settings.retention);
}
