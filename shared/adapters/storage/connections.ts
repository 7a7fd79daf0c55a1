/** The connections of a process to its storage: 32 at most. Health probes, one request to each queue, use the rest. */
export const CONNECTIONS = { table: 18, deliveryQueue: 4, eventQueues: 4, poisonQueues: 1, appendBlobs: 2 };

/** Runs work, or lets it wait for its turn. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most `most` pieces of work run at the same time, in the order in which they come. One piece uses one connection. */
export function createLimit(most: number): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
