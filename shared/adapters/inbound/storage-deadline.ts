import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '../../application/ports.ts';

/** When the storage has answered nobody in this process for this long, a call gets its response within five seconds. */
const PATIENCE_MS = 4_500;

/** The longest that a call goes without an answer of its own, while it waits in line with others that the storage answers. */
const OWN_PATIENCE_MS = 20_000;

/** The time of the last sign of life that the storage gave to a call. */
interface Call {
  answeredAt: number;
}

const calls = new AsyncLocalStorage<Call>();

/** The time of the last sign of life that the storage gave to anybody in this process. */
let lastAnswerAt = Number.NEGATIVE_INFINITY;

/** A store that notes each of its answers, for the call that asked and for all. */
export function notingAnswers(store: Store): Store {
  const note = <T>(answer: T): T => {
    lastAnswerAt = performance.now();
    const call = calls.getStore();
    if (call) call.answeredAt = lastAnswerAt;
    return answer;
  };
  return {
    read: async (partition, key) => note(await store.read(partition, key)),
    range: async (partition, range) => note(await store.range(partition, range)),
    commit: async (partition, writes) => note(await store.commit(partition, writes)),
    noteUnreadable: (partition, fault) => store.noteUnreadable(partition, fault),
  };
}

/**
 * Runs a call, or gives the other answer once the storage has been silent for too long. A long call that the storage goes on
 * answering takes its time, and so does one that waits for its turn behind others. What is given up goes on by itself, and every call may be repeated.
 */
export async function withStorageDeadline<T>(run: () => Promise<T>, otherwise: () => T): Promise<T> {
  const call: Call = { answeredAt: performance.now() };
  const silence = Promise.withResolvers<T>();
  let timer: NodeJS.Timeout;
  const look = () => {
    const silent = Math.max(call.answeredAt, lastAnswerAt) + PATIENCE_MS;
    const left = Math.min(silent, call.answeredAt + OWN_PATIENCE_MS) - performance.now();
    if (left <= 0) return silence.resolve(otherwise());
    timer = setTimeout(look, left);
  };
  look();
  return Promise.race([calls.run(call, run), silence.promise]).finally(() => clearTimeout(timer));
}
