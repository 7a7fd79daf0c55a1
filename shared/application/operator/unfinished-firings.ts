import { isFinished } from '../delivery/delivery-view.ts';
import type { Deps } from '../ports.ts';
import { allWaiting, allWork, deliveriesOfGroup, firingGroup, topicOfWaiting } from '../store/keys.ts';
import { readable, readFirst } from '../store/read-rows.ts';
import { deliveryRow, type FiringRow, waitingRow, workRow } from '../store/rows.ts';

/** Deliveries of one firing that are looked at when the environment has too much work to read all of it. */
const DELIVERIES_PER_FIRING = 20;

/** Tells of firings of one environment whether all of their deliveries are finished. */
export type IsDone = (firing: FiringRow) => Promise<boolean>;

/**
 * Reads what is still to be done in an environment: every unfinished delivery has a row of work, or waits for a circuit. So a
 * list of firings costs two reads, however many deliveries they have. With a long backlog that is not all of it, and a firing
 * with many deliveries then counts as pending.
 */
export async function readUnfinished({ store }: Pick<Deps, 'store'>, partition: string): Promise<IsDone> {
  const [work, waiting] = await Promise.all([
    readFirst(store, { partition, range: allWork }, workRow),
    readFirst(store, { partition, range: allWaiting }, waitingRow),
  ]);
  const unfinished = new Set([
    ...work.rows.map(({ data }) => (data.kind === 'release' ? '' : nameOf(data.topic, data.group))),
    ...waiting.rows.map(({ key, data }) => nameOf(topicOfWaiting(key), data.group)),
  ]);
  const isComplete = work.isComplete && waiting.isComplete;
  return async ({ topic, sequence, cursor }) => {
    const group = firingGroup(sequence);
    if (cursor !== undefined || unfinished.has(nameOf(topic, group))) return false;
    if (isComplete) return true;
    const range = { ...deliveriesOfGroup(topic, group), top: DELIVERIES_PER_FIRING };
    const page = await store.range(partition, range);
    const deliveries = readable(store, partition, { rows: page.rows, schema: deliveryRow });
    return page.next === undefined && deliveries.every(({ data }) => isFinished(data));
  };
}

function nameOf(topic: string, group: string): string {
  return `${topic}.${group}`;
}
