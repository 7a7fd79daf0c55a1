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

interface WaitingStep {
  readonly order: string | undefined;
  run(): Promise<void>;
}

/** A mutex for each key, held by one step at a time; steps of other keys run beside it. */
export function createKeyedMutex(): KeyedMutex {
  const waitingByKey = new Map<string, WaitingStep[]>();
  const runAll = async (key: string, waiting: WaitingStep[]) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next.run();
    waitingByKey.delete(key);
  };
  return {
    runExclusive(key, step, order) {
      return new Promise((resolve, reject) => {
        const run = async () => {
          try {
            resolve(await step());
          } catch (fault) {
            reject(fault);
          }
        };
        const waiting = waitingByKey.get(key);
        if (waiting) return insertInOrder(waiting, { order, run });
        const first = [{ order, run }];
        waitingByKey.set(key, first);
        void runAll(key, first);
      });
    },
  };
}

function insertInOrder(waiting: WaitingStep[], step: WaitingStep): void {
  const { order } = step;
  const isAfter = (other: WaitingStep) => order !== undefined && other.order !== undefined && other.order > order;
  const place = waiting.findIndex(isAfter);
  waiting.splice(place < 0 ? waiting.length : place, 0, step);
}
