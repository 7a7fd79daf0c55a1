import { START } from '../../support/world.ts';
import type { Answered } from './clients.ts';
import type { Fault, StepKind } from './faults.ts';
import { Host } from './host.ts';
import { type Change, ObservedStore } from './observed-store.ts';
import type { Outside, Sabotage } from './processes.ts';
import { Queues } from './queues.ts';
import { type Arrival, Receivers } from './receivers.ts';
import type { Scenario } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { snapshotOf } from './snapshot.ts';
import { markOf, Signature, type States } from './states.ts';
import type { Handled } from './workers.ts';

export interface Run {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly faults?: readonly Fault[];
  readonly hasSweeper?: boolean;
  readonly sabotage?: Sabotage | undefined;
  readonly states?: States | undefined;
  readonly trace?: ((line: string) => void) | undefined;
}

/** What an observer saw of a run from its start until all was quiet. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly kinds: readonly StepKind[];
  readonly log: readonly Change[];
  readonly observed: ObservedStore;
  readonly arrivals: readonly Arrival[];
  readonly handled: readonly Handled[];
  readonly faults: readonly unknown[];
  readonly answered: readonly Answered[];
  readonly refusals: readonly string[];
  readonly queues: Queues;
  /** Attempts that the network failed, rather than the receiver. */
  readonly networkFaults: number;
  /** How many faults were asked for. */
  readonly injected: number;
  /** Some of them made a process die or a request fail, rather than be slow, come twice or lose messages. */
  readonly isHurt: boolean;
  /** When all was quiet, in milliseconds since the Unix epoch. */
  readonly endedAt: number;
}

/** Runs the application through a scenario: the same run, the same outcome. */
export async function simulate(run: Run): Promise<Outcome> {
  const { scenario, seed, faults = [], states, trace } = run;
  const signature = new Signature();
  signature.toggle(markOf(scenario.name));
  const snapshot = await snapshotOf(scenario);
  const scheduler = new Scheduler({ seed, now: START, faults, states, trace });
  const outside: Outside = {
    scheduler,
    observed: await ObservedStore.from(snapshot.log, signature),
    receivers: new Receivers(scenario.receivers ?? {}),
    queues: new Queues(() => scheduler.now, signature),
    signature,
    settings: scenario.settings ?? {},
  };
  const host = new Host({ outside, scenario, snapshot, hasSweeper: run.hasSweeper ?? true, sabotage: run.sabotage });
  await scheduler.run(host);
  return { scenario, ...seenOutside(outside), ...seenInside(host), ...countsOf(faults, scheduler.kinds) };
}

function seenOutside({ scheduler, observed, receivers, queues }: Outside) {
  const { kinds, now: endedAt } = scheduler;
  return { kinds, endedAt, log: observed.log, arrivals: receivers.arrivals, observed, queues };
}

function seenInside({ workers: { handled, faults }, clients: { answered, refusals } }: Host) {
  return { handled, faults, answered, refusals };
}

function countsOf(faults: readonly Fault[], kinds: readonly StepKind[]) {
  const failedSends = faults.filter(({ step, mode }) => kinds[step] === 'send' && mode.startsWith('fail'));
  const isHurt = faults.some(({ mode }) => mode.startsWith('die') || mode.startsWith('fail'));
  return { networkFaults: failedSends.length, injected: faults.length, isHurt };
}
