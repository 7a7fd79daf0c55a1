import type { Pacing } from './ports.ts';

/** A host handles some two dozen messages at once; one subscription may hold up half of them. */
const ATTEMPTS_AT_ONCE = 12;

/** So many attempts are made by those who commit: what fires at the same moment beyond that goes through the queue. */
const FIRST_ATTEMPTS_AT_ONCE = 256;

/** The counts and turns of one process. */
export function createPacing(): Pacing {
  const underWay = new Map<string, number>();
  let all = 0;
  const add = (id: string, difference: number) => {
    all += difference;
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
    take(id, why) {
      const isFull = (underWay.get(id) ?? 0) >= ATTEMPTS_AT_ONCE || (why === 'first' && all >= FIRST_ATTEMPTS_AT_ONCE);
      if (isFull && why !== 'turn') return false;
      add(id, 1);
      return true;
    },
    leave: (id) => add(id, -1),
  };
}
