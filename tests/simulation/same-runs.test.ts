import { describe, expect, test } from '@jest/globals';
import { type Fault, modesOf } from './engine/faults.ts';
import { sameRunAs } from './engine/same-runs.ts';
import { simulate } from './engine/simulate.ts';
import { findScenario } from './scenarios/scenarios.ts';

/** Everything that the checks read of a run. */
async function recordOf(name: string, faults: readonly Fault[]) {
  const outcome = await simulate({ scenario: findScenario(name), seed: 42, faults });
  const { log, arrivals, handled, thrown, answered, refusals, queues, endedAt } = outcome;
  return {
    ...{ log, handled, answered, refusals, endedAt, thrown: thrown.map(String) },
    arrivals: arrivals.map(({ process, ...arrival }) => ({ ...arrival, process: process.name })),
    queues: queues.each.map(([, { cleared, poisoned }]) => [[...cleared], [...poisoned]]),
  };
}

describe('a fault that the search leaves out has the same run as the one that stands for it, when', () => {
  test.each([
    'samples arrive late, twice and for the same minute',
    'an operator redelivers finished deliveries',
    'two workers give up the delivery of a deleted subscription',
  ])('%s', async (name) => {
    const { steps } = await simulate({ scenario: findScenario(name), seed: 42 });
    let leftOut = 0;
    for (const [step, { kind }] of steps.entries()) {
      for (const mode of modesOf(kind)) {
        const same = sameRunAs(steps, { step, mode });
        if (!same) continue;
        leftOut++;
        if (same !== 'no fault') expect(modesOf(steps[same.step]?.kind ?? 'settle')).toContain(same.mode);
        const other = await recordOf(name, same === 'no fault' ? [] : [same]);
        expect(await recordOf(name, [{ step, mode }])).toEqual(other);
      }
    }
    expect(leftOut).toBeGreaterThan(0);
  });
});
