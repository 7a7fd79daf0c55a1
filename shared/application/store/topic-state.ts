import type { Write } from '../ports.ts';
import { stateKey } from './keys.ts';
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
