import { collectPoison } from '../../../shared/application/maintenance/collect-poison.ts';
import { sweep } from '../../../shared/application/maintenance/sweep.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import { Clients } from './clients.ts';
import { depsOf, type Outside, type Sabotage } from './processes.ts';
import type { Scenario } from './scenario.ts';
import type { Process, Surroundings } from './scheduler.ts';
import type { Snapshot } from './snapshot.ts';
import type { Signature } from './states.ts';
import { Timer } from './timers.ts';
import { Workers } from './workers.ts';

const MINUTE = 60_000;
/** While sweeps find nothing they come less often, so that a wait of days costs few of them. */
const LONGEST_SWEEP_INTERVAL = 12 * 60 * MINUTE;
const HORIZON = 20 * 24 * 60 * MINUTE;
const NEVER = Number.POSITIVE_INFINITY;

export interface HostOptions {
  readonly outside: Outside;
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly hasSweeper: boolean;
  readonly sabotage?: Sabotage | undefined;
}

/** The Functions host around the application: workers that take messages, the timers, and those who call the API. */
export class Host implements Surroundings {
  readonly workers: Workers;
  readonly clients: Clients;
  readonly #options: HostOptions;
  readonly #outside: Outside;
  readonly #sweeper: Timer;
  readonly #collector: Timer;
  readonly #start: number;
  #nextSweep: number;
  #nextCollection: number;
  #interval = MINUTE;
  #changesSeen = -1;
  #born = 0;

  constructor(options: HostOptions) {
    const { outside, scenario, snapshot } = options;
    this.#options = options;
    this.#outside = outside;
    this.#start = outside.scheduler.now;
    this.#nextSweep = this.#start + MINUTE;
    this.#nextCollection = this.#start + MINUTE / 2;
    this.workers = new Workers(scenario.workers, outside, this);
    this.clients = new Clients({ scenario, snapshot, outside, births: this });
    this.#sweeper = this.#timer('sweeper', sweep);
    this.#collector = this.#timer('collector', collectPoison);
  }

  birth(name: string): Process {
    return { name: `${name}-${++this.#born}`, alive: true };
  }

  depsOf(process: Process, isRedelivery: boolean): Deps {
    const { scheduler } = this.#outside;
    const deps = depsOf(this.#outside, process);
    return this.#options.sabotage?.(deps, { process, isRedelivery, scheduler }) ?? deps;
  }

  begin(name: string): { process: Process; deps: Deps } {
    const process = this.birth(name);
    return { process, deps: this.depsOf(process, false) };
  }

  offers(): number {
    const { now } = this.#outside.scheduler;
    this.clients.startDue(now);
    if (now >= this.#sweepAt()) this.#sweep();
    if (now >= this.#collectAt()) this.#collect();
    return this.workers.offers();
  }

  start(offer: number): void {
    this.workers.start(offer);
  }

  nextDue(): number | undefined {
    const { queues, observed, scheduler } = this.#outside;
    const others = Math.min(queues.nextVisible(), this.clients.nextDue, this.#collectAt());
    const isBusy = this.workers.isBusy || this.clients.isBusy || this.#sweeper.isRunning || this.#collector.isRunning;
    const isLeft = !queues.isEmpty || observed.unfinished.size > 0;
    if (others === NEVER && !isBusy && scheduler.isIdle && !isLeft) return undefined;
    const due = Math.min(others, this.#sweepAt());
    return due > this.#start + HORIZON ? undefined : due;
  }

  died(process: Process): void {
    this.#outside.scheduler.trace(() => `${process.name} is dead`);
    this.workers.died(process);
    this.clients.died(process);
    this.#sweeper.died(process);
    this.#collector.died(process);
  }

  wipe(): void {
    this.#outside.queues.wipe();
  }

  duplicate(): void {
    this.#outside.queues.duplicate();
  }

  signature(): Signature {
    return this.#outside.signature;
  }

  #timer(name: string, run: (deps: Deps) => Promise<unknown>): Timer {
    const failed = (process: Process, fault: unknown) => {
      this.#outside.scheduler.trace(() => `${process.name} throws: ${fault}`);
      this.workers.faults.push(fault);
    };
    return new Timer({ name, run, begin: (of) => this.begin(of), failed });
  }

  #sweepAt(): number {
    return this.#options.hasSweeper && !this.#sweeper.isRunning ? this.#nextSweep : NEVER;
  }

  /** Looking at empty queues changes nothing, so the collector waits until there is something. */
  #collectAt(): number {
    return this.#collector.isRunning ? NEVER : Math.max(this.#nextCollection, this.#outside.queues.nextPoison());
  }

  #sweep(): void {
    const { scheduler } = this.#outside;
    const isIdle = scheduler.changes === this.#changesSeen;
    this.#changesSeen = scheduler.changes;
    this.#interval = isIdle ? Math.min(2 * this.#interval, LONGEST_SWEEP_INTERVAL) : MINUTE;
    this.#nextSweep = scheduler.now + this.#interval;
    this.#sweeper.start();
  }

  #collect(): void {
    this.#nextCollection = this.#outside.scheduler.now + MINUTE;
    this.#collector.start();
  }
}
