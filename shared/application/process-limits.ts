import type { AttemptLimiter, KeyedMutex } from './ports.ts';

/** A slow subscription gets no more than this; the rest of its deliveries wait in the queue. */
const ATTEMPTS_PER_SUBSCRIPTION = 12;

/** Attempts wait and do not compute, so one process makes many: 170 hanging subscriptions do not use them up. */
const ATTEMPTS_PER_PROCESS = 2_048;

/** Counts the attempts that are under way in this process. */
export function createAttemptLimiter(): AttemptLimiter {
  const underWay = new Map<string, number>();
  let all = 0;
  const add = (id: string, difference: 1 | -1) => {
    all += difference;
    const count = (underWay.get(id) ?? 0) + difference;
    if (count > 0) underWay.set(id, count);
    else underWay.delete(id);
  };
  return {
    openSlots() {
      const taken: string[] = [];
      return {
        take(id, purpose) {
          const isFull = (underWay.get(id) ?? 0) >= ATTEMPTS_PER_SUBSCRIPTION || all >= ATTEMPTS_PER_PROCESS;
          if (isFull && purpose !== 'sequential') return false;
          taken.push(id);
          add(id, 1);
          return true;
        },
        giveBack(id) {
          const index = taken.indexOf(id);
          if (index < 0) return;
          taken.splice(index, 1);
          add(id, -1);
        },
        close() {
          for (const id of taken.splice(0)) add(id, -1);
        },
      };
    },
  };
}

/** A mutex for each key, held by one step at a time; steps of other keys run beside it. */
export function createKeyedMutex(): KeyedMutex {
  const lastSteps = new Map<string, Promise<unknown>>();
  return {
    runExclusive(key, step) {
      const running = (lastSteps.get(key) ?? Promise.resolve()).then(step, step);
      const ended = running.then(
        () => {},
        () => {},
      );
      lastSteps.set(key, ended);
      void ended.then(() => lastSteps.get(key) === ended && lastSteps.delete(key));
      return running;
    },
  };
}
