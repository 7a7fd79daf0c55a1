import { afterAll, describe, expect, test } from '@jest/globals';
import type { Scenario } from './engine/scenario.ts';
import { States } from './engine/states.ts';
import { visitCrashPoints } from './explore.ts';

const PATIENCE_MS = 180_000;
/** A small scenario is visited in several orders of its steps; a large one in one. */
const SMALL = 30;

/** A test for each scenario, and a line that says what they have visited. */
export function testCrashPoints(kind: string, scenarios: readonly Scenario[]): void {
  const states = new States();
  const seen = { runs: 0, crashPoints: 0 };

  afterAll(() => {
    const { runs, crashPoints } = seen;
    process.stdout.write(
      `simulation: ${scenarios.length} scenarios of ${kind}, ${crashPoints} crash points in every mode, ${runs} runs, ${states.count} distinct states\n`,
    );
  });

  describe('whatever goes wrong at whichever step, no guarantee breaks', () => {
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
      PATIENCE_MS,
    );
  });
}
