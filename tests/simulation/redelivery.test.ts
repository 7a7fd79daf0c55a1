import { describe, expect, test } from '@jest/globals';
import { CRASHES } from './engine/faults.ts';
import { visitCrashPoints } from './explore.ts';
import { scenarios } from './scenarios/scenarios.ts';

const TIMEOUT_MS = 120_000;

/* There is no sweeper here: only the queue's redelivery of the message continues the work after the crash. */
describe('after a crash at any step, redelivery of the message alone completes the firing, when', () => {
  test.each(
    scenarios
      .filter(({ isFinishedByRedelivery }) => isFinishedByRedelivery)
      .map((scenario) => [scenario.name, scenario] as const),
  )(
    '%s',
    async (_name, scenario) => {
      const found = await visitCrashPoints(scenario, { seeds: [42], modes: CRASHES, hasSweeper: false });
      expect(found.violation).toBeUndefined();
      expect(found.runs).toBeGreaterThan(found.crashPoints);
    },
    TIMEOUT_MS,
  );
});
