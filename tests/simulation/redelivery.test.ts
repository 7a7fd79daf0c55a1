import { afterAll, describe, expect, test } from '@jest/globals';
import { CRASHES } from './engine/faults.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { Visits } from './visits.ts';

const TIMEOUT_MS = 120_000;

const visits = new Visits();

afterAll(() => visits.end());

/* There is no sweeper here: only the queue's redelivery of the message continues the work after the crash. */
describe('after a crash at any step, redelivery of the message alone completes the firing, when', () => {
  test.each(scenarios.filter(({ isFinishedByRedelivery }) => isFinishedByRedelivery).map(({ name }) => name))(
    '%s',
    async (scenario) => {
      const how = { seeds: [42], modes: CRASHES, hasSweeper: false };
      const found = await visits.of({ kind: 'crash-points', scenario, ...how });
      expect(found.violations).toEqual([]);
      expect(found.runs + found.sameRuns).toBeGreaterThan(found.crashPoints);
    },
    TIMEOUT_MS,
  );
});
