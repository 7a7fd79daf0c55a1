import { afterAll, describe, expect, test } from '@jest/globals';
import { States } from './engine/states.ts';
import { randomRun, tryRun } from './explore.ts';
import { scenarios } from './scenarios/scenarios.ts';

const PATIENCE_MS = 120_000;
const SCHEDULES = 10_000;
const PER_TEST = 1_000;
/** Large scenarios are slow, and every step of them is visited elsewhere. */
const quick = scenarios.filter(({ name }) => name !== 'hundred-subscribers');

const states = new States();

afterAll(() => {
  process.stdout.write(`simulation: ${SCHEDULES} random schedules, ${states.count} distinct states\n`);
});

describe('under several deaths, lost requests, duplicates, delays and emptied queues at once, no guarantee breaks', () => {
  test.each(Array.from({ length: SCHEDULES / PER_TEST }, (_, index) => [index * PER_TEST + 1, (index + 1) * PER_TEST]))(
    'schedules %i to %i',
    async (first, last) => {
      const violations: string[] = [];
      for (let seed = first; seed <= last && violations.length < 3; seed++) {
        const { violation } = await tryRun({ ...randomRun(quick, seed), states });
        if (violation) violations.push(violation);
      }
      expect(violations).toEqual([]);
    },
    PATIENCE_MS,
  );
});
