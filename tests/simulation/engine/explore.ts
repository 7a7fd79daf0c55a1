import { SeededRandom } from '../../support/seeded-random.ts';
import { violationsOf } from '../checks/check.ts';
import { sabotages } from '../sabotages/sabotages.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { drawFaults, type Fault, type Mode, modesOf } from './faults.ts';
import { type Run, simulate } from './simulate.ts';
import { hashOf, type States } from './states.ts';

/** What a search saw, and the first run that broke a guarantee. */
export interface Found {
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
}

/**
 * Visits every step of the fault-free run of a scenario in every way in which it can go wrong: that run is the same up to the
 * step, so what is pending there is what was pending then.
 */
export async function visitCrashPoints(scenario: Scenario, { seeds, modes, ...how }: Search): Promise<Found> {
  let [runs, crashPoints] = [0, 0];
  for (const seed of seeds) {
    const calm = await tryRun({ ...how, scenario, seed });
    runs++;
    if (calm.violation) return { runs, crashPoints, violation: calm.violation };
    for (const [step, kind] of calm.kinds.entries()) {
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

/** One run under several faults, all of which its seed determines. */
export function randomRun(scenarios: readonly Scenario[], seed: number): Run {
  const random = new SeededRandom(hashOf(`schedule ${seed}`));
  const scenario = scenarios[random.below(scenarios.length)] ?? scenarios[0];
  if (!scenario) throw new Error('no scenarios');
  // The number of steps of a fault-free run, roughly; beyond it lies what the faults bring about.
  return { scenario, seed, faults: drawFaults(random, 15 + random.below(60)) };
}

interface Tried {
  readonly kinds: Awaited<ReturnType<typeof simulate>>['kinds'];
  readonly violation?: string;
}

/** Runs and checks; a violation is told with the command that replays it. */
export async function tryRun(run: Run): Promise<Tried> {
  const outcome = await simulate(run);
  const violations = violationsOf(outcome);
  if (violations.length === 0) return { kinds: outcome.kinds };
  return { kinds: outcome.kinds, violation: `${violations.join('\n')}\n  replay: ${replayCommand(run)}` };
}

function replayCommand({ scenario, seed, faults = [], hasSweeper = true, sabotage }: Run): string {
  const [variant] = Object.entries(sabotages).find(([, one]) => one === sabotage) ?? [];
  return [
    `node_modules/.bin/node tests/simulation/replay.ts --scenario ${scenario.name} --seed ${seed}`,
    ...faults.map(faultText),
    ...(hasSweeper ? [] : ['--no-sweeper']),
    ...(variant ? [`--sabotage ${variant}`] : []),
  ].join(' ');
}

function faultText({ step, mode }: Fault): string {
  return `--fault ${step}:${mode}`;
}
