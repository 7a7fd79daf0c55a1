import type { Deps } from '../ports.ts';
import { directory, ENVIRONMENTS, environmentPartition } from './keys.ts';
import { readRow, scanPages } from './read-rows.ts';
import { onConflict } from './retry-on-conflict.ts';
import { environmentRow } from './rows.ts';

/**
 * Enters an environment into the directory, if it is not there: before its first row, so that the sweeper and the lists
 * find every environment that has rows.
 */
export async function enterEnvironment(
  deps: Pick<Deps, 'store'>,
  partition: string,
  environmentId: string,
): Promise<void> {
  const entry = { kind: 'insert' as const, key: partition, data: { environmentId } };
  await onConflict(deps.store.commit(ENVIRONMENTS, [entry]), () => undefined);
}

/** The same for an environment that an event has named: lists show it from then on. */
export async function environmentSeen(
  deps: Pick<Deps, 'store'>,
  partition: string,
  environmentId: string,
): Promise<void> {
  const address = { partition: ENVIRONMENTS, key: partition };
  const entry = await readRow(deps.store, address, environmentRow);
  if (entry?.data.isSeen) return;
  const data = { ...entry?.data, environmentId, isSeen: true };
  await deps.store.commit(ENVIRONMENTS, [{ kind: 'put', key: partition, data }]);
}

/** The partition of one environment, or of all that there are. */
export async function partitionsOf(deps: Pick<Deps, 'store'>, environmentId: string | undefined): Promise<string[]> {
  if (environmentId !== undefined) return [environmentPartition(environmentId)];
  const partitions: string[] = [];
  for await (const rows of scanPages(deps.store, directory)) partitions.push(...rows.map(({ key }) => key));
  return partitions;
}
