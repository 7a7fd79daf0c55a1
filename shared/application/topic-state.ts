import { ENVIRONMENTS, stateKey } from './layout.ts';
import type { Deps, Write } from './ports.ts';
import type { StateRow, Stored } from './rows.ts';

export interface TopicState {
  readonly partition: string;
  readonly topic: string;
  readonly state: Stored<StateRow> | undefined;
}

/**
 * Moves the state of a topic, on the condition that it is as it was read. Before the first state of a topic its environment
 * enters the directory, so that the sweeper and the lists find every environment that has rows.
 */
export async function stateWrite(
  deps: Pick<Deps, 'store'>,
  { partition, topic, state }: TopicState,
  data: StateRow,
): Promise<Write> {
  const key = stateKey(topic);
  if (state) return { kind: 'replace', key, etag: state.etag, data };
  await enterEnvironment(deps, partition, data.environmentId);
  return { kind: 'insert', key, data };
}

/** Enters an environment into the directory of all, if it is not there. */
async function enterEnvironment(deps: Pick<Deps, 'store'>, partition: string, environmentId: string): Promise<void> {
  await deps.store.commit(ENVIRONMENTS, [{ kind: 'insert', key: partition, data: { environmentId } }]);
}

/** Notes in the directory that an event has named the environment: lists show it from then on. */
export async function environmentSeen(
  deps: Pick<Deps, 'store'>,
  partition: string,
  environmentId: string,
): Promise<void> {
  await deps.store.commit(ENVIRONMENTS, [{ kind: 'put', key: partition, data: { environmentId, isSeen: true } }]);
}
