import { afterAll, describe, expect, test } from '@jest/globals';
import type { Scenario } from './engine/scenario.ts';
import { Visits } from './visits.ts';

const TIMEOUT_MS = 600_000;
/** A scenario with at most this many steps is visited in two orders of its steps, a larger one in one. */
const SMALL = 30;

/** Adds one test per scenario, and prints at the end how much they have visited. */
export function testCrashPoints(kind: 'events' | 'operations', scenarios: readonly Scenario[]): void {
  const visits = new Visits();

  afterAll(async () => {
    await visits.end();
    const [points, runs, same, alike] = (['crashPoints', 'runs', 'sameRuns', 'alikeRuns'] as const).map((count) =>
      visits.sumOf(count),
    );
    process.stdout.write(
      `simulation: ${scenarios.length} scenarios of ${kind}, ${points} crash points in every mode, ${runs} runs (${same} more are the same, ${alike} alike), ${visits.states} distinct states\n`,
    );
  });

  describe('every guarantee holds for any single fault at any step, when', () => {
    test.each(scenarios.map(({ name }) => name))(
      '%s',
      async (scenario) => {
        const { crashPoints, violations } = await visits.of({ kind: 'crash-points', scenario, seeds: [42] });
        expect(violations).toEqual([]);
        expect(crashPoints).toBeGreaterThan(0);
        if (crashPoints > SMALL) return;
        expect((await visits.of({ kind: 'crash-points', scenario, seeds: [7] })).violations).toEqual([]);
      },
      TIMEOUT_MS,
    );
  });
}
