import { ENVIRONMENTS, stateKey } from './layout.ts';
import type { Deps, Write } from './ports.ts';
import type { StateRow, Stored } from './rows.ts';

export interface TopicState {
  readonly partition: string;
  readonly topic: string;
  readonly state: Stored<StateRow> | undefined;
}

/** Moves the state of a topic, on the condition that it is as it was read. */
export function stateWrite({ topic, state }: Omit<TopicState, 'partition'>, data: StateRow): Write {
  const key = stateKey(topic);
  return state ? { kind: 'replace', key, etag: state.etag, data } : { kind: 'insert', key, data };
}

/** Leaves the state of a topic as it was read: nothing that was decided on it before can commit after this. */
export function unmoved(state: Stored<StateRow> | undefined): Write[] {
  return state ? [{ kind: 'replace', key: state.key, etag: state.etag, data: state.data }] : [];
}

/**
 * Enters an environment into the directory of all, if it is not there: before its first row, so that the sweeper and the lists
 * find every environment that has rows.
 */
export async function enterEnvironment(
  deps: Pick<Deps, 'store'>,
  partition: string,
  environmentId: string,
): Promise<void> {
  await deps.store.commit(ENVIRONMENTS, [{ kind: 'insert', key: partition, data: { environmentId } }]);
}

/** The same for an environment that an event has named: lists show it from then on. */
export async function environmentSeen(
  deps: Pick<Deps, 'store'>,
  partition: string,
  environmentId: string,
): Promise<void> {
  await deps.store.commit(ENVIRONMENTS, [{ kind: 'put', key: partition, data: { environmentId, isSeen: true } }]);
}
