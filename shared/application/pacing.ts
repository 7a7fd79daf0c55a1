import type { Pacing } from './ports.ts';

/** A host handles some two dozen messages at once; one subscription may hold up this many of them. */
const ATTEMPTS_AT_ONCE = 8;

/** The counts and turns of one process. */
export function createPacing(): Pacing {
  const underWay = new Map<string, number>();
  const add = (id: string, difference: number) => {
    const count = (underWay.get(id) ?? 0) + difference;
    if (count > 0) underWay.set(id, count);
    else underWay.delete(id);
  };
  const turns = new Map<string, Promise<unknown>>();
  return {
    inTurn(topic, step) {
      const turn = (turns.get(topic) ?? Promise.resolve()).then(step, step);
      const ended = turn.then(
        () => {},
        () => {},
      );
      turns.set(topic, ended);
      void ended.then(() => turns.get(topic) === ended && turns.delete(topic));
      return turn;
    },
    isBusy: (id) => (underWay.get(id) ?? 0) >= ATTEMPTS_AT_ONCE,
    async during(id, attempt) {
      add(id, 1);
      try {
        return await attempt();
      } finally {
        add(id, -1);
      }
    },
  };
}
