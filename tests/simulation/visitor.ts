import { parentPort, workerData } from 'node:worker_threads';
import { States } from './engine/states.ts';
import { randomRun, tryRun, visitCrashPoints } from './explore.ts';
import { eventScenarios, operationScenarios, scenarios } from './scenarios/scenarios.ts';
import type { Task, Visited } from './visits.ts';

/* The program of a worker thread that `visits.ts` starts: it visits what its task names, and reports each part. */

/** A scenario with at most this many steps is visited in two orders of its steps, a larger one in one. */
const SMALL = 30;
/** The largest scenario is slow, and the crash-point tests visit every step of it. */
const fastScenarios = scenarios.filter(({ name }) => name !== 'one run fires for three pages of subscribers');

const states = new States();

function report(part: string, visited: Omit<Visited, 'states'>): void {
  parentPort?.postMessage({ part, visited: { ...visited, states: states.count } });
}

async function visitScenarios(kind: 'events' | 'operations'): Promise<void> {
  for (const scenario of kind === 'events' ? eventScenarios : operationScenarios) {
    const first = await visitCrashPoints(scenario, { seeds: [42], states });
    const isSmall = first.crashPoints <= SMALL;
    const more = isSmall ? await visitCrashPoints(scenario, { seeds: [7], states }) : { runs: 0, crashPoints: 0 };
    report(scenario.name, {
      runs: first.runs + more.runs,
      crashPoints: first.crashPoints + more.crashPoints,
      violations: [first.violation, more.violation].flatMap((one) => one ?? []),
    });
  }
}

async function visitSchedules(count: number, perPart: number): Promise<void> {
  for (let from = 1; from <= count; from += perPart) {
    const violations: string[] = [];
    for (let seed = from; seed < from + perPart && violations.length < 3; seed++) {
      const { violation } = await tryRun({ ...randomRun(fastScenarios, seed), states });
      if (violation) violations.push(violation);
    }
    report(String(from), { runs: perPart, crashPoints: 0, violations });
  }
}

const task: Task = workerData;
if (task.kind === 'schedules') await visitSchedules(task.count, task.perPart);
else await visitScenarios(task.kind);
