import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Scenario } from './engine/scenario.ts';
import { Visits } from './visits.ts';

const TIMEOUT_MS = 600_000;

/** Adds one test per scenario, and prints at the end how much they have visited. */
export function testCrashPoints(kind: 'events' | 'operations', scenarios: readonly Scenario[]): void {
  let visits: Visits;

  beforeAll(() => {
    visits = new Visits({ kind });
  });

  afterAll(async () => {
    await visits.end();
    const sumOf = (count: 'runs' | 'crashPoints') => visits.done.reduce((sum, one) => sum + one[count], 0);
    process.stdout.write(
      `simulation: ${scenarios.length} scenarios of ${kind}, ${sumOf('crashPoints')} crash points in every mode, ${sumOf('runs')} runs, ${visits.done.at(-1)?.states} distinct states\n`,
    );
  });

  describe('every guarantee holds for any single fault at any step, when', () => {
    test.each(scenarios.map(({ name }) => name))(
      '%s',
      async (name) => {
        const { crashPoints, violations } = await visits.of(name);
        expect(violations).toEqual([]);
        expect(crashPoints).toBeGreaterThan(0);
      },
      TIMEOUT_MS,
    );
  });
}
