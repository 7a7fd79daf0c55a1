import { DELIVERIES_PER_COMMIT, firingDelivery, isReached, NEVER_HERE } from './commit-firing.ts';
import { everythingUnder, fanOutKey, firingGroup, firingKey, subscribersRange } from './layout.ts';
import { insertDelivery, subscriberOf } from './new-delivery.ts';
import type { DeliveryBatch, Deps, Write } from './ports.ts';
import { readAll, readRow } from './read-rows.ts';
import {
  type DeliveryRow,
  type FiringRow,
  firingRow,
  parseRow,
  type Stored,
  subscriptionRow,
  workRow,
} from './rows.ts';
import { untilCommitted } from './until-committed.ts';

/** So many deliveries go into one message: their leases fit one transaction, and a slow receiver among them holds up few. */
export const BATCH_SIZE = 32;

export interface FiringPlace {
  readonly partition: string;
  readonly topic: string;
  readonly group: string;
}

/** Gives the subscribers behind the cursor of a firing their deliveries, page by page, and puts those on the queue. */
export async function continueFanOut(deps: Deps, place: FiringPlace): Promise<void> {
  for (let more = true; more; ) more = await untilCommitted(deps, () => fanOutPage(deps, place));
}

/**
 * Finishes whatever fan-outs of a topic are on their way, each of which has a row: a subscription that leaves after that has its
 * deliveries. It leaves on the condition that the topic's state is as it was read before this; so nothing has fired since.
 */
export async function finishFanOuts(deps: Deps, { partition, topic }: Omit<FiringPlace, 'group'>): Promise<void> {
  const unfinished = await readAll(deps.store, { partition, range: everythingUnder(`c.${topic}`) }, workRow);
  for (const { data } of unfinished) await continueFanOut(deps, { partition, topic, group: data.group });
}

/** One page; `true` when there are more, `undefined` when another worker came first. */
async function fanOutPage(deps: Deps, { partition, topic, group }: FiringPlace): Promise<boolean | undefined> {
  const firing = await readRow(deps.store, { partition, key: firingKey(topic, group) }, firingRow);
  if (!firing?.data.cursor) return false;
  const range = {
    ...subscribersRange(topic, firing.data.rise),
    from: `${firing.data.cursor}!`,
    top: DELIVERIES_PER_COMMIT,
  };
  const page = await deps.store.range(partition, range);
  const cursor = page.next === undefined ? undefined : page.rows.at(-1)?.key;
  const deliveries = page.rows
    .map((row) => subscriberOf(topic, parseRow(subscriptionRow, row)))
    .filter((subscriber) => subscriber.row.data.since < firing.data.sequence && isReached(subscriber, firing.data))
    .map((subscriber) => firingDelivery(deps, firing.data, { subscriber, index: NEVER_HERE }));
  const inserts = deliveries.flatMap((delivery) => insertDelivery(deps, delivery));
  if (!(await deps.store.commit(partition, [...moveCursor(firing, cursor), ...inserts]))) return undefined;
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

/** Puts deliveries that nobody is at on the queue, in batches of neighbours. */
export async function enqueueDeliveries(
  deps: Pick<Deps, 'deliveries'>,
  partition: string,
  deliveries: readonly DeliveryRow[],
): Promise<void> {
  const waiting = deliveries.filter(({ workKey, leasedUntil }) => workKey && !leasedUntil);
  await Promise.all(batchesOf(partition, waiting).map((batch) => deps.deliveries.enqueue(batch, 0)));
}

/** Batches of at most `BATCH_SIZE` deliveries of one firing, which are in the order of their subscriptions. */
export function batchesOf(
  partition: string,
  deliveries: readonly Pick<DeliveryRow, 'topic' | 'group' | 'suffix'>[],
): DeliveryBatch[] {
  const batches: DeliveryBatch[] = [];
  for (let start = 0; start < deliveries.length; start += BATCH_SIZE) {
    const slice = deliveries.slice(start, start + BATCH_SIZE);
    const [first, last] = [slice.at(0), slice.at(-1)];
    if (first && last)
      batches.push({ partition, topic: first.topic, group: first.group, from: first.suffix, to: last.suffix });
  }
  return batches;
}

/** The place of a firing by its sequence. */
export function firingPlace(partition: string, topic: string, sequence: number): FiringPlace {
  return { partition, topic, group: firingGroup(sequence) };
}
