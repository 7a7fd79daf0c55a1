import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '../../application/ports.ts';

/** A call that the storage has not answered anything for this long gets its response within five seconds. */
const PATIENCE_MS = 4_500;

/** The time of the last sign of life that the storage gave to a call. */
interface Call {
  answeredAt: number;
}

const calls = new AsyncLocalStorage<Call>();

/** A store that notes each of its answers for the call that asked. */
export function notingAnswers(store: Store): Store {
  const note = <T>(answer: T): T => {
    const call = calls.getStore();
    if (call) call.answeredAt = performance.now();
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
 * answering takes its time. What is given up goes on by itself, and every call may be repeated.
 */
export async function withStorageDeadline<T>(run: () => Promise<T>, otherwise: () => T): Promise<T> {
  const call: Call = { answeredAt: performance.now() };
  const silence = Promise.withResolvers<T>();
  let timer: NodeJS.Timeout;
  const look = () => {
    const left = call.answeredAt + PATIENCE_MS - performance.now();
    if (left <= 0) return silence.resolve(otherwise());
    timer = setTimeout(look, left);
  };
  look();
  return Promise.race([calls.run(call, run), silence.promise]).finally(() => clearTimeout(timer));
}
