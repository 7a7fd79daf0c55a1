import { afterAll, describe, expect, test } from '@jest/globals';
import { Visits } from './visits.ts';

const TIMEOUT_MS = 300_000;
const SCHEDULES = 10_000;
const PER_TEST = 1_000;

const visits = new Visits();

afterAll(async () => {
  await visits.end();
  process.stdout.write(`simulation: ${SCHEDULES} random schedules, ${visits.states} distinct states\n`);
});

describe('every guarantee holds for several random faults in one run, in', () => {
  test.each(Array.from({ length: SCHEDULES / PER_TEST }, (_, index) => [index * PER_TEST + 1, (index + 1) * PER_TEST]))(
    'schedules %i to %i',
    async (from, to) => {
      const { violations } = await visits.of({ kind: 'schedules', of: 'usual scenarios', from, to });
      expect(violations).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
