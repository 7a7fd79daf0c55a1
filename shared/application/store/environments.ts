import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps } from '../ports.ts';
import { directory, ENVIRONMENTS, environmentPartition } from './keys.ts';
import { readRow, scanPages } from './read-rows.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { type EnvironmentRow, environmentRow } from './rows.ts';

/** An entry that is older than this is stamped again by the next call that enters its environment. */
const STAMP_MS = 12 * 60 * 60_000;

/** Whether a directory entry was stamped so long ago that retention may remove it. No stamp is as good as a new one. */
export function isOldEntry({ enteredAt }: EnvironmentRow, limit: Instant): boolean {
  return enteredAt !== undefined && enteredAt < limit;
}

/**
 * Enters an environment into the directory, or stamps its entry, before its first row is written. So the sweeper and the lists
 * find every environment that has rows: retention removes an entry only when its stamp is a day old and has not changed.
 */
export function enterEnvironment(
  deps: Pick<Deps, 'store' | 'clock' | 'chance'>,
  partition: string,
  { environmentId, isSeen }: Pick<EnvironmentRow, 'environmentId' | 'isSeen'>,
): Promise<void> {
  return retryOnConflict(deps, async () => {
    const now = deps.clock.now();
    const entry = await readRow(deps.store, { partition: ENVIRONMENTS, key: partition }, environmentRow);
    const isFresh = !isOldEntry(entry?.data ?? { environmentId }, instantFromMilliseconds(now - STAMP_MS));
    if (entry?.data.enteredAt && isFresh && (entry.data.isSeen || !isSeen)) return;
    const data = { ...entry?.data, environmentId, enteredAt: instantFromMilliseconds(now), ...(isSeen && { isSeen }) };
    await deps.store.commit(ENVIRONMENTS, [
      entry ? { kind: 'replace', key: partition, etag: entry.etag, data } : { kind: 'insert', key: partition, data },
    ]);
  });
}

/** The same for an environment that an event names: lists show it from then on. */
export function environmentSeen(
  deps: Pick<Deps, 'store' | 'clock' | 'chance'>,
  partition: string,
  environmentId: string,
): Promise<void> {
  return enterEnvironment(deps, partition, { environmentId, isSeen: true });
}

/** Whether an environment has an entry in the directory, and so perhaps rows. */
export async function isEntered({ store }: Pick<Deps, 'store'>, environmentId: string): Promise<boolean> {
  return (await store.read(ENVIRONMENTS, environmentPartition(environmentId))) !== undefined;
}

/** The partition of one environment, or of all that there are. */
export async function partitionsOf(deps: Pick<Deps, 'store'>, environmentId: string | undefined): Promise<string[]> {
  if (environmentId !== undefined) return [environmentPartition(environmentId)];
  const partitions: string[] = [];
  for await (const rows of scanPages(deps.store, directory)) partitions.push(...rows.map(({ key }) => key));
  return partitions;
}
