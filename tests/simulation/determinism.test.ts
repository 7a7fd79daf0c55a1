import { describe, expect, test } from '@jest/globals';
import type { Fault } from './engine/faults.ts';
import { simulate } from './engine/simulate.ts';
import { randomRun } from './explore.ts';
import { findScenario, scenarios } from './scenarios/scenarios.ts';

async function traceOf(name: string, seed: number, faults: readonly Fault[] = []): Promise<string[]> {
  const lines: string[] = [];
  await simulate({ scenario: findScenario(name), seed, faults, trace: (line) => lines.push(line) });
  return lines;
}

describe('the simulation is deterministic', () => {
  test('the same seed runs the same steps', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { scenario, faults } = randomRun(scenarios, seed);
      expect(await traceOf(scenario.name, seed, faults)).toEqual(await traceOf(scenario.name, seed, faults));
    }
  });

  test('a different seed runs the steps in a different order', async () => {
    const name = 'all kinds of refresh runs are reported';
    expect(await traceOf(name, 1)).not.toEqual(await traceOf(name, 2));
  });

  test('a run with a fault is identical to the fault-free run up to the fault', async () => {
    const name = 'two workers handle copies of the same run';
    const faultFree = await traceOf(name, 42);
    const faulty = await traceOf(name, 42, [{ step: 9, mode: 'crash-before' }]);
    const place = faulty.findIndex((line) => line.includes('<== crash-before'));
    expect(faulty.slice(0, place)).toEqual(faultFree.slice(0, place));
    expect(faulty.slice(place + 1)).not.toEqual(faultFree.slice(place + 1));
  });
});
