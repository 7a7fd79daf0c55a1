import { afterAll, describe, expect, test } from '@jest/globals';
import type { Scenario } from './engine/scenario.ts';
import { States } from './engine/states.ts';
import { visitCrashPoints } from './explore.ts';

const TIMEOUT_MS = 180_000;
/** A scenario with at most this many steps is visited in two orders of its steps, a larger one in one. */
const SMALL = 30;

/** Adds one test per scenario, and prints at the end how much they have visited. */
export function testCrashPoints(kind: string, scenarios: readonly Scenario[]): void {
  const states = new States();
  const seen = { runs: 0, crashPoints: 0 };

  afterAll(() => {
    const { runs, crashPoints } = seen;
    process.stdout.write(
      `simulation: ${scenarios.length} scenarios of ${kind}, ${crashPoints} crash points in every mode, ${runs} runs, ${states.count} distinct states\n`,
    );
  });

  describe('every guarantee holds for any single fault at any step, when', () => {
    test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
      '%s',
      async (_name, scenario) => {
        const first = await visitCrashPoints(scenario, { seeds: [42], states });
        const isSmall = first.crashPoints <= SMALL;
        const more = isSmall ? await visitCrashPoints(scenario, { seeds: [7], states }) : { runs: 0, crashPoints: 0 };
        seen.runs += first.runs + more.runs;
        seen.crashPoints += first.crashPoints + more.crashPoints;
        expect(first.violation ?? more.violation).toBeUndefined();
        expect(first.crashPoints).toBeGreaterThan(0);
      },
      TIMEOUT_MS,
    );
  });
}
