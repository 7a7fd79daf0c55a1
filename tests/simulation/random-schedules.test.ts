import { afterAll, describe, expect, test } from '@jest/globals';
import { States } from './engine/states.ts';
import { randomRun, tryRun } from './explore.ts';
import { scenarios } from './scenarios/scenarios.ts';

const TIMEOUT_MS = 120_000;
const SCHEDULES = 10_000;
const PER_TEST = 1_000;
/** The largest scenario is slow, and the crash-point tests visit every step of it. */
const fastScenarios = scenarios.filter(({ name }) => name !== 'one run fires for three pages of subscribers');

const states = new States();

afterAll(() => {
  process.stdout.write(`simulation: ${SCHEDULES} random schedules, ${states.count} distinct states\n`);
});

describe('every guarantee holds for several random faults in one run, in', () => {
  test.each(Array.from({ length: SCHEDULES / PER_TEST }, (_, index) => [index * PER_TEST + 1, (index + 1) * PER_TEST]))(
    'schedules %i to %i',
    async (first, last) => {
      const violations: string[] = [];
      for (let seed = first; seed <= last && violations.length < 3; seed++) {
        const { violation } = await tryRun({ ...randomRun(fastScenarios, seed), states });
        if (violation) violations.push(violation);
      }
      expect(violations).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
