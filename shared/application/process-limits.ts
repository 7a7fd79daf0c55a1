import type { AttemptLimiter, KeyedMutex } from './ports.ts';

/** A host handles some two dozen messages at once; one slow subscription may hold up half of them. */
const ATTEMPTS_PER_SUBSCRIPTION = 12;

/** First attempts of the whole process; what fires at the same moment beyond that goes through the queue. */
const FIRST_ATTEMPTS = 256;

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
          const isFull =
            (underWay.get(id) ?? 0) >= ATTEMPTS_PER_SUBSCRIPTION || (purpose === 'first' && all >= FIRST_ATTEMPTS);
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
