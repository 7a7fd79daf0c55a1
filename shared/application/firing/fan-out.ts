import { reportDead } from '../delivery/delivery-lines.ts';
import { isReached, type Subscriber, subscriberOf } from '../delivery/eligibility.ts';
import { insertDelivery } from '../delivery/new-delivery.ts';
import type { Deps, Write } from '../ports.ts';
import { after, fanOutKey, fanOutsRange, firingGroup, firingKey, subscribersRange } from '../store/keys.ts';
import { readAll, readable, readRow } from '../store/read-rows.ts';
import type { FiringAddress } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import {
  type FiringRow,
  fanOutRow,
  firingRow,
  type Stored,
  type SubscriptionRow,
  subscriptionRow,
} from '../store/rows.ts';
import { enqueueUnleased } from './enqueue-unleased.ts';
import { DELIVERIES_PER_COMMIT, firingDelivery } from './firing-delivery.ts';

/**
 * Makes and enqueues the deliveries of the subscribers after a firing's cursor, page by page, as long as there is time.
 * Returns whether the fan-out is finished.
 */
export async function continueFanOut(deps: Deps, address: FiringAddress, hasTime = () => true): Promise<boolean> {
  let hasMore = true;
  do hasMore = await retryOnConflict(deps, () => fanOutPage(deps, address));
  while (hasMore && hasTime());
  return !hasMore;
}

/**
 * Finishes the unfinished fan-outs of a topic, so that a subscription that is about to be removed has all its deliveries. The
 * caller removes it on condition that the topic's state has not changed since, so nothing can fire in between.
 */
export async function finishFanOuts(deps: Deps, { partition, topic }: Omit<FiringAddress, 'group'>): Promise<void> {
  const unfinished = await readAll(deps.store, { partition, range: fanOutsRange(topic) }, fanOutRow);
  for (const { data } of unfinished) await continueFanOut(deps, { partition, topic, group: data.group });
}

/** Fans out one page. Returns whether there are more. */
async function fanOutPage(deps: Deps, { partition, topic, group }: FiringAddress): Promise<boolean> {
  const firing = await readRow(deps.store, { partition, key: firingKey(topic, group) }, firingRow);
  if (!firing?.data.cursor) return false;
  const behindCursor = { ...subscribersRange(topic, firing.data.rise), from: after(firing.data.cursor) };
  const page = await deps.store.range(partition, { ...behindCursor, top: DELIVERIES_PER_COMMIT });
  const cursor = page.next === undefined ? undefined : page.rows.at(-1)?.key;
  const deliveries = recipientsOf(
    firing.data,
    readable(deps.store, partition, { rows: page.rows, schema: subscriptionRow }),
  ).map((subscriber) => firingDelivery(deps, firing.data, { subscriber, firstAttempt: 'queued' }));
  const inserts = deliveries.flatMap((delivery) => insertDelivery(deps, delivery));
  await deps.store.commit(partition, [...moveCursor(firing, cursor), ...inserts]);
  reportDead(deps, deliveries);
  await enqueueUnleased(deps, partition, deliveries);
  return cursor !== undefined;
}

/** The subscriptions of a page that existed when the firing was committed and that it reaches. */
function recipientsOf(firing: FiringRow, rows: readonly Stored<SubscriptionRow>[]): Subscriber[] {
  return rows
    .map((row) => subscriberOf(firing.topic, row))
    .filter((subscriber) => subscriber.row.data.since < firing.sequence && isReached(subscriber, firing));
}

/** Stores how far the fan-out has come. Without a cursor it is finished, and its rows are removed. */
function moveCursor({ key, etag, data }: Stored<FiringRow>, cursor: string | undefined): Write[] {
  const workKey = cursor ? data.workKey : undefined;
  const moved: Write = { kind: 'replace', key, etag, data: { ...data, cursor, workKey } };
  if (cursor || !data.workKey) return [moved];
  const fanOut = fanOutKey(data.topic, firingGroup(data.sequence));
  return [moved, { kind: 'remove', key: data.workKey }, { kind: 'remove', key: fanOut }];
}
