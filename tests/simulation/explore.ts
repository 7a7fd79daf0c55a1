import { isDeepStrictEqual } from 'node:util';
import { SeededRandom } from '../support/seeded-random.ts';
import { violationsOf } from './checks/check.ts';
import { representedSteps } from './engine/alike-steps.ts';
import { drawFaults, type Fault, type Mode, modesOf } from './engine/faults.ts';
import { sameRunAs } from './engine/same-runs.ts';
import type { Scenario } from './engine/scenario.ts';
import { type Outcome, type Run, simulate } from './engine/simulate.ts';
import { hashOf, type States } from './engine/states.ts';
import { SURROUNDINGS, type SurroundingsName, surroundingsOf } from './engine/surroundings.ts';
import { sabotages } from './sabotages/sabotages.ts';

/** What a search has visited, and the first violation that it found. */
interface SearchResult {
  readonly runs: number;
  readonly crashPoints: number;
  /** Faults that were not run, because their run is the same as that of another fault. */
  readonly sameRuns: number;
  /** Faults that were not run, because those at steps like theirs stand for them. */
  readonly alikeRuns: number;
  readonly violation?: string;
}

interface Search {
  readonly seeds: readonly number[];
  readonly modes?: readonly Mode[];
  readonly states?: States | undefined;
  readonly hasSweeper?: boolean;
  readonly sabotage?: Run['sabotage'];
}

/**
 * Runs a scenario without a fault, then once for every step of that run and every mode that the step can fail in. A run with a
 * fault is identical to the fault-free run up to the faulty step, so this visits every crash point. Of faults with the same run,
 * it runs one. A step that others like it stand for fails in one mode, which changes from step to step.
 */
export async function visitCrashPoints(scenario: Scenario, { seeds, modes, ...how }: Search): Promise<SearchResult> {
  const seen = { runs: 0, crashPoints: 0, sameRuns: 0, alikeRuns: 0 };
  const isWanted = (mode: Mode) => modes?.includes(mode) ?? true;
  for (const seed of seeds) {
    const faultFree = await tryRun({ ...how, scenario, seed });
    seen.runs++;
    if (faultFree.violation) return { ...seen, violation: faultFree.violation };
    const represented = representedSteps(faultFree.steps);
    const isRun = (fault: Fault) => isWanted(fault.mode) && !represented.has(fault.step);
    for (const [step, { kind }] of faultFree.steps.entries()) {
      seen.crashPoints++;
      const wanted = modesOf(kind).filter(isWanted);
      const own = wanted.filter((mode) => !hasSameRun(faultFree.steps, { step, mode }, isRun));
      const tried = represented.has(step) ? own.filter((_, place) => place === step % own.length) : own;
      seen.sameRuns += wanted.length - own.length;
      seen.alikeRuns += own.length - tried.length;
      for (const mode of tried) {
        seen.runs++;
        const { violation } = await tryRun({ ...how, scenario, seed, faults: [{ step, mode }], countsFrom: step });
        if (violation) return { ...seen, violation };
      }
    }
  }
  return seen;
}

/** Whether another run of the search is the same as that with this fault. */
function hasSameRun(steps: Outcome['steps'], fault: Fault, isRun: (fault: Fault) => boolean): boolean {
  const same = sameRunAs(steps, fault);
  return same === 'no fault' || (same !== undefined && isRun(same));
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
  readonly steps: Outcome['steps'];
  readonly violation?: string;
}

/** Runs the simulation and checks its outcome. A violation includes the command that replays it. */
export async function tryRun(run: Run): Promise<RunResult> {
  const outcome = await simulate(run);
  const violations = violationsOf(outcome);
  if (violations.length === 0) return { steps: outcome.steps };
  return { steps: outcome.steps, violation: `${violations.join('\n')}\n  replay: ${replayCommand(run)}` };
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
