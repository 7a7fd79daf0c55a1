import type { Deps, Write } from '../ports.ts';
import { firingGroup, firingKey, isTestGroup, occurrenceOf, TIMELINE_COMPLETE, timelineKey } from './keys.ts';
import { readRow, skipUnreadable } from './read-rows.ts';
import { type FiringRow, firingRow, type Stored, type TimelineRow, timelineRow } from './rows.ts';

/** The row of a new firing on the timeline, with the number of subscribers that it matched. */
export function timelineInsert(firing: FiringRow, deliveries: number): Write {
  return { kind: 'insert', key: keyOf(firing), data: { ...shownOf(firing), deliveries } };
}

/** Puts a firing that an earlier version has committed on the timeline. */
export function timelineWrites({ key, etag, data }: Stored<FiringRow>): Write[] {
  return [
    { kind: 'replace', key, etag, data: { ...data, isOnTimeline: true } },
    { kind: 'put', key: keyOf(data), data: shownOf(data) },
  ];
}

function keyOf({ committedAt, topic, sequence }: FiringRow): string {
  return timelineKey(committedAt, topic, firingGroup(sequence));
}

function shownOf(firing: FiringRow): TimelineRow {
  const { cursor, workKey, rise, eventId, isOnTimeline, ...shown } = firing;
  return shown;
}

/** Whether the firings that earlier versions have committed are on the timeline of an environment. */
export async function isTimelineComplete({ store }: Pick<Deps, 'store'>, partition: string): Promise<boolean> {
  return (await store.read(partition, TIMELINE_COMPLETE)) !== undefined;
}

/** Notes that they are. */
export async function completeTimeline(deps: Pick<Deps, 'store'>, partition: string): Promise<void> {
  if (await isTimelineComplete(deps, partition)) return;
  await deps.store.commit(partition, [{ kind: 'put', key: TIMELINE_COMPLETE, data: {} }]);
}

/** Which delivery, and by how much the number of its firing's deleted dead letters changes. */
interface DeletedDeadLetter {
  readonly partition: string;
  readonly deliveryKey: string;
  readonly change: 1 | -1;
}

/**
 * Counts a dead delivery whose dead letter is deleted, or that is redelivered after that: the numbers of a firing's deliveries
 * follow from its dead letters. Nothing is written for a test, and for a firing that is not on the timeline or cannot be read.
 */
export async function countDeletedDeadLetter(deps: Pick<Deps, 'store'>, deleted: DeletedDeadLetter): Promise<Write[]> {
  const row = await skipUnreadable(deps.store, deleted.partition, () => timelineOf(deps, deleted));
  if (!row) return [];
  const deletedDeadLetters = Math.max(0, (row.data.deletedDeadLetters ?? 0) + deleted.change);
  return [{ kind: 'replace', key: row.key, etag: row.etag, data: { ...row.data, deletedDeadLetters } }];
}

async function timelineOf({ store }: Pick<Deps, 'store'>, { partition, deliveryKey }: DeletedDeadLetter) {
  const { topic, group } = occurrenceOf(deliveryKey);
  if (isTestGroup(group)) return undefined;
  const firing = await readRow(store, { partition, key: firingKey(topic, group) }, firingRow);
  return firing && readRow(store, { partition, key: keyOf(firing.data) }, timelineRow);
}
