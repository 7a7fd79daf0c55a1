import { enqueueDeliveries } from '../delivery/delivery-message.ts';
import { insertDelivery } from '../delivery/delivery-writes.ts';
import { subscriberOf } from '../delivery/eligibility.ts';
import type { Deps, Write } from '../ports.ts';
import { after, fanOutKey, fanOutsRange, firingGroup, firingKey, subscribersRange } from '../store/keys.ts';
import { readAll, readRow } from '../store/read-rows.ts';
import type { FiringAddress } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { type FiringRow, firingRow, parseRow, type Stored, subscriptionRow, workRow } from '../store/rows.ts';
import { isReached } from './match-subscribers.ts';
import { DELIVERIES_PER_COMMIT, firingDelivery, NEVER_HERE } from './plan-firing.ts';

/** Gives the subscribers behind the cursor of a firing their deliveries, page by page, and puts those on the queue. */
export async function continueFanOut(deps: Deps, place: FiringAddress): Promise<void> {
  for (let more = true; more; ) more = await retryOnConflict(deps, () => fanOutPage(deps, place));
}

/**
 * Finishes whatever fan-outs of a topic are on their way, each of which has a row: a subscription that leaves after that has its
 * deliveries. It leaves on the condition that the topic's state is as it was read before this; so nothing has fired since.
 */
export async function finishFanOuts(deps: Deps, { partition, topic }: Omit<FiringAddress, 'group'>): Promise<void> {
  const unfinished = await readAll(deps.store, { partition, range: fanOutsRange(topic) }, workRow);
  for (const { data } of unfinished) await continueFanOut(deps, { partition, topic, group: data.group });
}

/** One page; `true` when there are more. */
async function fanOutPage(deps: Deps, { partition, topic, group }: FiringAddress): Promise<boolean> {
  const firing = await readRow(deps.store, { partition, key: firingKey(topic, group) }, firingRow);
  if (!firing?.data.cursor) return false;
  const range = {
    ...subscribersRange(topic, firing.data.rise),
    from: after(firing.data.cursor),
    top: DELIVERIES_PER_COMMIT,
  };
  const page = await deps.store.range(partition, range);
  const cursor = page.next === undefined ? undefined : page.rows.at(-1)?.key;
  const deliveries = page.rows
    .map((row) => subscriberOf(topic, parseRow(subscriptionRow, row)))
    .filter((subscriber) => subscriber.row.data.since < firing.data.sequence && isReached(subscriber, firing.data))
    .map((subscriber) => firingDelivery(deps, firing.data, { subscriber, index: NEVER_HERE }));
  const inserts = deliveries.flatMap((delivery) => insertDelivery(deps, delivery));
  await deps.store.commit(partition, [...moveCursor(firing, cursor), ...inserts]);
  await enqueueDeliveries(deps, partition, deliveries);
  return cursor !== undefined;
}

function moveCursor(firing: Stored<FiringRow>, cursor: string | undefined): Write[] {
  const { key, etag, data } = firing;
  const workKey = cursor ? data.workKey : undefined;
  const moved: Write = { kind: 'replace', key, etag, data: { ...data, cursor, workKey } };
  if (cursor || !data.workKey) return [moved];
  const fanOut = fanOutKey(data.topic, firingGroup(data.sequence));
  return [moved, { kind: 'remove', key: data.workKey }, { kind: 'remove', key: fanOut }];
}
