import type { Flow } from '../flow.ts';
import { namesAskedOf, nodesIn, parseWorkflowText } from '../language/parse.ts';
import { inOrder } from '../run.ts';

const STATUSES = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'];

/** What is wrong with the order of the actions. */
export function orderFaults({ definition: { actions } }: Flow): string[] {
  const faults = Object.entries(actions).flatMap(([name, { runAfter }]) =>
    Object.entries(runAfter).flatMap(([other, statuses]) => {
      if (!(other in actions)) return [`${name} waits for ${other}, which is not there`];
      const wrong = statuses.filter((status) => !STATUSES.includes(status));
      return wrong.length > 0 || statuses.length === 0 ? [`${name} waits for ${other} to be '${wrong.join()}'`] : [];
    }),
  );
  if (faults.length > 0) return faults;
  try {
    inOrder(actions);
  } catch (error) {
    return [String(error)];
  }
  return Object.keys(actions).flatMap((name) => outputFaults(actions, name));
}

/** An output is there only when its action has certainly run before. */
function outputFaults(actions: Flow['definition']['actions'], name: string): string[] {
  const earlier = before(actions, name);
  const asked = namesAskedOf(nodesIn(actions[name]?.inputs ?? null, parseWorkflowText), 'outputs');
  return [...asked]
    .filter((other) => !earlier.has(other))
    .map((other) => `${name} reads ${other} without waiting for it`);
}

function before(actions: Flow['definition']['actions'], name: string): Set<string> {
  const direct = Object.keys(actions[name]?.runAfter ?? {});
  return new Set(direct.flatMap((other) => [other, ...before(actions, other)]));
}
