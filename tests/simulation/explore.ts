import { isDeepStrictEqual } from 'node:util';
import { SeededRandom } from '../support/seeded-random.ts';
import { violationsOf } from './checks/check.ts';
import { drawFaults, type Fault, type Mode, modesOf } from './engine/faults.ts';
import type { Scenario } from './engine/scenario.ts';
import { type Outcome, type Run, simulate } from './engine/simulate.ts';
import { hashOf, type States } from './engine/states.ts';
import { SURROUNDINGS, type SurroundingsName, surroundingsOf } from './engine/surroundings.ts';
import { sabotages } from './sabotages/sabotages.ts';

/** What a search has visited, and the first violation that it found. */
interface SearchResult {
  readonly runs: number;
  readonly crashPoints: number;
  readonly violation?: string;
}

interface Search {
  readonly seeds: readonly number[];
  readonly modes?: readonly Mode[];
  readonly states?: States | undefined;
  readonly hasSweeper?: boolean;
  readonly sabotage?: Run['sabotage'];
  readonly surroundings?: Run['surroundings'];
}

/**
 * Runs a scenario without a fault, then once for every step of that run and every mode that the step can fail in. A run with a
 * fault is identical to the fault-free run up to the faulty step, so this visits every crash point.
 */
export async function visitCrashPoints(scenario: Scenario, { seeds, modes, ...how }: Search): Promise<SearchResult> {
  let [runs, crashPoints] = [0, 0];
  for (const seed of seeds) {
    const faultFree = await tryRun({ ...how, scenario, seed });
    runs++;
    if (faultFree.violation) return { runs, crashPoints, violation: faultFree.violation };
    for (const [step, kind] of faultFree.kinds.entries()) {
      crashPoints++;
      for (const mode of modesOf(kind)) {
        if (modes && !modes.includes(mode)) continue;
        runs++;
        const { violation } = await tryRun({ ...how, scenario, seed, faults: [{ step, mode }] });
        if (violation) return { runs, crashPoints, violation };
      }
    }
  }
  return { runs, crashPoints };
}

/** A run of a random scenario with several faults, all drawn from the seed. */
export function randomRun(scenarios: readonly Scenario[], seed: number): Run {
  const random = new SeededRandom(hashOf(`schedule ${seed}`));
  const scenario = scenarios[random.below(scenarios.length)] ?? scenarios[0];
  if (!scenario) throw new Error('no scenarios');
  // Roughly the length of a fault-free run; later steps only exist because of earlier faults.
  return { scenario, seed, faults: drawFaults(random, 15 + random.below(60)) };
}

/** A random run as above, with surroundings of this kind and with no fault in every other seed. */
export function surroundedRun(scenarios: readonly Scenario[], seed: number, name: SurroundingsName): Run {
  const { faults = [], ...run } = randomRun(scenarios, seed);
  return { ...run, faults: seed % 2 === 0 ? faults.slice(0, 2) : [], surroundings: surroundingsOf(name, seed) };
}

interface RunResult {
  readonly kinds: Outcome['kinds'];
  readonly violation?: string;
}

/** Runs the simulation and checks its outcome. A violation includes the command that replays it. */
export async function tryRun(run: Run): Promise<RunResult> {
  const outcome = await simulate(run);
  const violations = violationsOf(outcome);
  if (violations.length === 0) return { kinds: outcome.kinds };
  return { kinds: outcome.kinds, violation: `${violations.join('\n')}\n  replay: ${replayCommand(run)}` };
}

function replayCommand({ scenario, seed, faults = [], hasSweeper = true, sabotage, surroundings }: Run): string {
  const kind = SURROUNDINGS.find((name) => isDeepStrictEqual(surroundings, surroundingsOf(name, seed)));
  const [variant] = Object.entries(sabotages).find(([, one]) => one === sabotage) ?? [];
  return [
    `node_modules/.bin/node tests/simulation/replay.ts --scenario "${scenario.name}" --seed ${seed}`,
    ...faults.map(faultOption),
    ...(kind ? [`--surroundings ${kind}`] : []),
    ...(hasSweeper ? [] : ['--no-sweeper']),
    ...(variant ? [`--sabotage ${variant}`] : []),
  ].join(' ');
}

function faultOption({ step, mode }: Fault): string {
  return `--fault ${step}:${mode}`;
}
