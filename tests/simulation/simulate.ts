import type { DeliveryBatch } from '../../shared/application/ports.ts';
import { START } from '../support/world.ts';
import type { Fault, StepKind } from './faults.ts';
import { Host } from './host.ts';
import { MessageQueue } from './message-queue.ts';
import { type Change, ObservedStore } from './observed-store.ts';
import type { Outside, Sabotage } from './processes.ts';
import { type Arrival, Receivers } from './receivers.ts';
import type { EventMessage, Scenario } from './scenario.ts';
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
  readonly events: MessageQueue<EventMessage>;
  readonly deliveries: MessageQueue<DeliveryBatch>;
  /** Attempts that the network failed, rather than the receiver. */
  readonly networkFaults: number;
  /** How many faults were asked for. */
  readonly injected: number;
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
    events: new MessageQueue('event', signature),
    deliveries: new MessageQueue('batch', signature),
    signature,
  };
  const host = new Host({ outside, scenario, snapshot, hasSweeper: run.hasSweeper ?? true, sabotage: run.sabotage });
  await scheduler.run(host);
  const { observed, receivers, events, deliveries } = outside;
  return {
    scenario,
    observed,
    events,
    deliveries,
    kinds: scheduler.kinds,
    log: observed.log,
    arrivals: receivers.arrivals,
    handled: host.workers.handled,
    faults: host.workers.faults,
    networkFaults: faults.filter(({ step, mode }) => scheduler.kinds[step] === 'send' && mode.startsWith('fail'))
      .length,
    injected: faults.length,
  };
}
