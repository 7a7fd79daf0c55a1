import { parentPort } from 'node:worker_threads';
import type { Scenario } from './engine/scenario.ts';
import type { Run } from './engine/simulate.ts';
import { States } from './engine/states.ts';
import { randomRun, surroundedRun, tryRun, visitCrashPoints } from './explore.ts';
import { sabotages } from './sabotages/sabotages.ts';
import { logScenarios } from './scenarios/log-scenarios.ts';
import { findScenario, scenarios } from './scenarios/scenarios.ts';
import type { Task, Visited } from './visits.ts';

/* The program of a worker thread that `visits.ts` starts: it visits what each task names, and reports it. */

type Found = Omit<Visited, 'states'>;
type Of<Kind> = Extract<Task, { kind: Kind }>;

/** Violations are alike: the first ones tell enough. */
const MOST_VIOLATIONS = 3;
/** Their times rest on a first run without an outage. */
const isTimed = ({ script }: Scenario) => script.some(({ at }) => at > 15 * 60_000 && at < 60 * 60_000);

const drawnFrom = {
  /** The largest scenario is slow, and the crash-point tests visit every step of it. */
  'usual scenarios': scenarios.filter(({ name }) => name !== 'one run fires for three pages of subscribers'),
  logs: logScenarios,
  'untimed logs': logScenarios.filter((scenario) => !isTimed(scenario)),
} as const;

const states = new States();

async function visitPoints({ scenario, sabotage, ...how }: Of<'crash-points'>): Promise<Found> {
  const search = { ...how, ...(sabotage ? { sabotage: sabotages[sabotage] } : { states }) };
  const { violation, ...seen } = await visitCrashPoints(findScenario(scenario), search);
  return { ...seen, violations: violation ? [violation] : [] };
}

function visitOrders({ scenario, seeds, sabotage, surroundings }: Of<'orders'>): Promise<Found> {
  const how = { scenario: findScenario(scenario), sabotage: sabotage && sabotages[sabotage], surroundings };
  return visitRuns(seeds.map((seed) => ({ ...how, seed })));
}

function visitSchedules({ of, from, to, surroundings }: Of<'schedules'>): Promise<Found> {
  const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return visitRuns(
    seeds.map((seed) => {
      const run = surroundings ? surroundedRun(drawnFrom[of], seed, surroundings) : randomRun(drawnFrom[of], seed);
      // A log without a subscriber leaves nothing to sweep.
      return { ...run, states, hasSweeper: of === 'usual scenarios' || run.scenario.subscriptions.length > 0 };
    }),
  );
}

async function visitRuns(all: readonly Run[]): Promise<Found> {
  const violations: string[] = [];
  let runs = 0;
  for (const run of all) {
    runs++;
    const { violation } = await tryRun(run);
    if (violation) violations.push(violation);
    if (violations.length === MOST_VIOLATIONS) break;
  }
  return { runs, crashPoints: 0, sameRuns: 0, alikeRuns: 0, violations };
}

function visit(task: Task): Promise<Found> {
  if (task.kind === 'crash-points') return visitPoints(task);
  return task.kind === 'orders' ? visitOrders(task) : visitSchedules(task);
}

parentPort?.on('message', async (task: Task) => {
  const visited: Visited = { ...(await visit(task)), states: states.count };
  parentPort?.postMessage(visited);
});
