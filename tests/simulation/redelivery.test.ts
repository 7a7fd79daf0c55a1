import { describe, expect, test } from '@jest/globals';
import type { Mode } from './engine/faults.ts';
import { visitCrashPoints } from './explore.ts';
import { scenarios } from './scenarios/scenarios.ts';

const PATIENCE_MS = 120_000;
const DEATHS: readonly Mode[] = ['die-before', 'die-after', 'die-late', 'die-very-late'];

/* There is no sweeper here: all that goes on after the death is the message, which the queue hands out again. */
describe('after a death at whichever step, the redelivered message alone finishes its firing', () => {
  test.each(
    scenarios
      .filter(({ isFinishedByRedelivery }) => isFinishedByRedelivery)
      .map((scenario) => [scenario.name, scenario] as const),
  )(
    '%s',
    async (_name, scenario) => {
      const found = await visitCrashPoints(scenario, { seeds: [42], modes: DEATHS, hasSweeper: false });
      expect(found.violation).toBeUndefined();
      expect(found.runs).toBeGreaterThan(found.crashPoints);
    },
    PATIENCE_MS,
  );
});
