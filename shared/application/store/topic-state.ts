import type { Write } from '../ports.ts';
import { stateKey } from './keys.ts';
import type { StateRow, Stored } from './rows.ts';

/** The state of a topic as it was read; `undefined` for a topic without one. */
export interface TopicState {
  readonly partition: string;
  readonly topic: string;
  readonly state: Stored<StateRow> | undefined;
}

/** Changes the state of a topic. Conflicts when it has changed since it was read. */
export function writeState({ topic, state }: Omit<TopicState, 'partition'>, data: StateRow): Write {
  const key = stateKey(topic);
  return state ? { kind: 'replace', key, etag: state.etag, data } : { kind: 'insert', key, data };
}

/** Rewrites the state of a topic as it was read, so that a commit decided on it before conflicts with this transaction. */
export function rewriteState(state: Stored<StateRow> | undefined): Write[] {
  return state ? [{ kind: 'replace', key: state.key, etag: state.etag, data: state.data }] : [];
}
