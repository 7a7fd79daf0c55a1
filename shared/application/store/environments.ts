import type { Deps } from '../ports.ts';
import { directory, ENVIRONMENTS, environmentPartition } from './keys.ts';
import { readAll } from './read-rows.ts';
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
  await deps.store.commit(ENVIRONMENTS, [{ kind: 'put', key: partition, data: { environmentId, isSeen: true } }]);
}

/** The partition of one environment, or of all that there are. */
export async function partitionsOf(deps: Pick<Deps, 'store'>, environmentId: string | undefined): Promise<string[]> {
  if (environmentId !== undefined) return [environmentPartition(environmentId)];
  const rows = await readAll(deps.store, directory, environmentRow);
  return rows.map(({ key }) => key);
}
