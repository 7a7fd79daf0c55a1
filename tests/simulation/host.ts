import type { Deps } from '../../shared/application/ports.ts';
import { sweep } from '../../shared/application/sweep.ts';
import { Clients } from './clients.ts';
import { depsOf, type Outside, type Sabotage } from './processes.ts';
import type { Scenario } from './scenario.ts';
import type { Process, Surroundings } from './scheduler.ts';
import type { Snapshot } from './snapshot.ts';
import type { Signature } from './states.ts';
import { Workers } from './workers.ts';

const MINUTE = 60_000;
/** While sweeps find nothing they come less often, so that a wait of days costs few of them. */
const LONGEST_SWEEP_INTERVAL = 12 * 60 * MINUTE;
const HORIZON = 20 * 24 * 60 * MINUTE;

export interface HostOptions {
  readonly outside: Outside;
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly hasSweeper: boolean;
  readonly sabotage?: Sabotage | undefined;
}

/** The Functions host around the application: workers that take messages, the timer, and those who call the API. */
export class Host implements Surroundings {
  readonly workers: Workers;
  readonly #options: HostOptions;
  readonly #outside: Outside;
  readonly #clients: Clients;
  readonly #start: number;
  #sweeper: Process | undefined;
  #nextSweep: number;
  #interval = MINUTE;
  #changesSeen = -1;
  #born = 0;

  constructor(options: HostOptions) {
    const { outside, scenario, snapshot } = options;
    this.#options = options;
    this.#outside = outside;
    this.#start = outside.scheduler.now;
    this.#nextSweep = this.#start + MINUTE;
    this.workers = new Workers(scenario.workers, outside, this);
    this.#clients = new Clients({ scenario, snapshot, outside, births: this });
  }

  birth(name: string): Process {
    return { name: `${name}-${++this.#born}`, alive: true };
  }

  depsOf(process: Process, isRedelivery: boolean): Deps {
    const { scheduler } = this.#outside;
    const deps = depsOf(this.#outside, process);
    return this.#options.sabotage?.(deps, { isRedelivery, scheduler }) ?? deps;
  }

  begin(name: string): { process: Process; deps: Deps } {
    const process = this.birth(name);
    return { process, deps: this.depsOf(process, false) };
  }

  offers(): number {
    const { now } = this.#outside.scheduler;
    this.#clients.startDue(now);
    if (this.#options.hasSweeper && !this.#sweeper && now >= this.#nextSweep) this.#sweep();
    return this.workers.offers();
  }

  start(offer: number): void {
    this.workers.start(offer);
  }

  nextDue(): number | undefined {
    const { events, deliveries, observed, scheduler } = this.#outside;
    const { now } = scheduler;
    const others = Math.min(events.nextVisible(now), deliveries.nextVisible(now), this.#clients.nextDue);
    const isBusy = this.workers.isBusy || this.#clients.isBusy || this.#sweeper || !scheduler.isIdle;
    const isLeft = events.length + deliveries.length + observed.unfinished.size > 0;
    if (others === Number.POSITIVE_INFINITY && !isBusy && !isLeft) return undefined;
    const sweepAt = this.#options.hasSweeper && !this.#sweeper ? this.#nextSweep : Number.POSITIVE_INFINITY;
    const due = Math.min(others, sweepAt);
    return due > this.#start + HORIZON ? undefined : due;
  }

  died(process: Process): void {
    this.#outside.scheduler.trace(() => `${process.name} is dead`);
    this.workers.died(process);
    this.#clients.died(process);
    if (this.#sweeper === process) this.#sweeper = undefined;
  }

  wipe(): void {
    this.#outside.events.wipe();
    this.#outside.deliveries.wipe();
  }

  duplicate(): void {
    const { events, deliveries, scheduler } = this.#outside;
    events.duplicate(scheduler.now);
    deliveries.duplicate(scheduler.now);
  }

  signature(): Signature {
    return this.#outside.signature;
  }

  #sweep(): void {
    const { scheduler } = this.#outside;
    const isIdle = scheduler.changes === this.#changesSeen;
    this.#changesSeen = scheduler.changes;
    this.#interval = isIdle ? Math.min(2 * this.#interval, LONGEST_SWEEP_INTERVAL) : MINUTE;
    this.#nextSweep = scheduler.now + this.#interval;
    const { process, deps } = this.begin('sweeper');
    this.#sweeper = process;
    const end = () => {
      if (this.#sweeper === process) this.#sweeper = undefined;
    };
    sweep(deps).then(end, (fault) => {
      scheduler.trace(() => `${process.name} throws: ${fault}`);
      this.workers.faults.push(fault);
      end();
    });
  }
}
