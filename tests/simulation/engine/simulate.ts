import { START, World } from '../../support/world.ts';
import { interchangeable } from './alike-steps.ts';
import type { AnsweredCall } from './clients.ts';
import { Conditions, type Interval } from './conditions.ts';
import { effectOf, type Fault } from './faults.ts';
import { Host } from './host.ts';
import { Logs } from './logs.ts';
import { type Change, ObservedStore } from './observed-store.ts';
import type { Outside, Sabotage } from './processes.ts';
import { Queues } from './queues.ts';
import { type Arrival, Receivers } from './receivers.ts';
import type { Scenario } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { snapshotOf } from './snapshot.ts';
import { markOf, Signature, type States } from './states.ts';
import type { StepRecord } from './step-record.ts';
import type { Surroundings } from './surroundings.ts';
import type { Handled } from './workers.ts';

/** Everything that determines a run. */
export interface Run {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly faults?: readonly Fault[];
  /** Those of the scenario when absent. */
  readonly surroundings?: Surroundings | undefined;
  readonly hasSweeper?: boolean;
  readonly sabotage?: Sabotage | undefined;
  readonly states?: States | undefined;
  /** The first step whose state counts: up to its fault, a run visits the states of the fault-free run. */
  readonly countsFrom?: number | undefined;
  readonly trace?: ((line: string) => void) | undefined;
}

/** What happened in a run, from its start until nothing was left to do. */
export interface Outcome {
  readonly scenario: Scenario;
  /** Every step, in order. */
  readonly steps: readonly StepRecord[];
  /** Every row that a transaction changed, in order. */
  readonly log: readonly Change[];
  readonly observed: ObservedStore;
  readonly arrivals: readonly Arrival[];
  readonly handled: readonly Handled[];
  /** Errors that handlers and timers threw. */
  readonly thrown: readonly unknown[];
  readonly answered: readonly AnsweredCall[];
  readonly refusals: readonly string[];
  readonly queues: Queues;
  readonly logs: Logs;
  /** Attempts that failed because of an injected fault. */
  readonly networkFaults: number;
  /** The number of faults that the run was asked to inject. */
  readonly faultCount: number;
  /** At least one fault crashes a process or makes a request fail. */
  readonly hasFailures: boolean;
  /** The end of the run, in milliseconds since the Unix epoch. */
  readonly endedAt: number;
  readonly surroundings: Surroundings;
  /** The outages that took place. */
  readonly outages: readonly Interval[];
}

/** Runs the application through a scenario. Equal runs have equal outcomes. */
export async function simulate(run: Run): Promise<Outcome> {
  const { scenario, seed, faults = [], states, countsFrom, trace } = run;
  const signature = new Signature();
  signature.toggle(markOf(scenario.name));
  const snapshot = await snapshotOf(scenario);
  const scheduler = new Scheduler({ seed, now: START, faults, states, countsFrom, trace });
  let invocations = 0;
  const outside: Outside = {
    scheduler,
    observed: await ObservedStore.from(snapshot.log, signature),
    receivers: new Receivers(scenario.receivers ?? {}),
    queues: new Queues(() => scheduler.now, signature),
    logs: new Logs(() => scheduler.now),
    signature,
    settings: scenario.settings ?? {},
    interchangeable: interchangeable(scenario),
    nextInvocation: () => ++invocations,
    world: new World(),
    conditions: new Conditions(run.surroundings ?? scenario.surroundings ?? {}, scheduler),
  };
  const host = new Host({ outside, scenario, snapshot, hasSweeper: run.hasSweeper ?? true, sabotage: run.sabotage });
  await scheduler.run(host);
  return { scenario, ...recordOfOutside(outside), ...recordOfHost(host), ...countsOf(faults, outside) };
}

function recordOfOutside({ scheduler, observed, receivers, queues, logs, conditions }: Outside) {
  const { steps, now: endedAt } = scheduler;
  return {
    steps,
    endedAt,
    log: observed.log,
    arrivals: receivers.arrivals,
    observed,
    queues,
    logs,
    ...recordOfConditions(conditions),
  };
}

function recordOfConditions({ surroundings, started: outages }: Conditions) {
  return { surroundings, outages };
}

function recordOfHost({ workers: { handled, thrown }, clients: { answered, refusals } }: Host) {
  return { handled, thrown, answered, refusals };
}

function countsOf(faults: readonly Fault[], { scheduler: { steps }, conditions }: Outside) {
  const failedSends = faults.filter(
    ({ step, mode }) => steps[step]?.kind === 'send' && effectOf(mode).process === 'gets an error',
  );
  const hasFailures =
    conditions.started.length > 0 || faults.some(({ mode }) => effectOf(mode).process !== 'continues');
  return { networkFaults: failedSends.length, faultCount: faults.length, hasFailures };
}
