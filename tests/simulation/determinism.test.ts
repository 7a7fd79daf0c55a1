import { describe, expect, test } from '@jest/globals';
import type { Fault } from './engine/faults.ts';
import { simulate } from './engine/simulate.ts';
import { randomRun } from './explore.ts';
import { scenarios } from './scenarios/scenarios.ts';

async function traceOf(name: string, seed: number, faults: readonly Fault[] = []): Promise<string[]> {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const lines: string[] = [];
  await simulate({ scenario, seed, faults, trace: (line) => lines.push(line) });
  return lines;
}

describe('a simulation can be run again', () => {
  test('the same seed makes the same steps', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { scenario, faults } = randomRun(scenarios, seed);
      expect(await traceOf(scenario.name, seed, faults)).toEqual(await traceOf(scenario.name, seed, faults));
    }
  });

  test('another seed makes another order', async () => {
    expect(await traceOf('run-kinds', 1)).not.toEqual(await traceOf('run-kinds', 2));
  });

  test('up to a fault, a run is the one without it', async () => {
    const calm = await traceOf('two-workers-on-one-message', 42);
    const faulty = await traceOf('two-workers-on-one-message', 42, [{ step: 9, mode: 'die-before' }]);
    const place = faulty.findIndex((line) => line.includes('<== die-before'));
    expect(faulty.slice(0, place)).toEqual(calm.slice(0, place));
    expect(faulty.slice(place + 1)).not.toEqual(calm.slice(place + 1));
  });
});
