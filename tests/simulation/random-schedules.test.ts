import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Visits } from './visits.ts';

const TIMEOUT_MS = 300_000;
const SCHEDULES = 10_000;
const PER_TEST = 1_000;

let visits: Visits;

beforeAll(() => {
  visits = new Visits({ kind: 'schedules', count: SCHEDULES, perPart: PER_TEST });
});

afterAll(async () => {
  await visits.end();
  process.stdout.write(`simulation: ${SCHEDULES} random schedules, ${visits.done.at(-1)?.states} distinct states\n`);
});

describe('every guarantee holds for several random faults in one run, in', () => {
  test.each(Array.from({ length: SCHEDULES / PER_TEST }, (_, index) => [index * PER_TEST + 1, (index + 1) * PER_TEST]))(
    'schedules %i to %i',
    async (first) => expect((await visits.of(String(first))).violations).toEqual([]),
    TIMEOUT_MS,
  );
});
