import { collectPoison } from '../../../shared/application/maintenance/collect-poison.ts';
import { sweep } from '../../../shared/application/maintenance/sweep.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import { Clients } from './clients.ts';
import { LogReaders } from './log-readers.ts';
import { depsOf, type Outside, type Sabotage } from './processes.ts';
import type { Scenario } from './scenario.ts';
import type { HostHooks } from './scheduler.ts';
import type { Snapshot } from './snapshot.ts';
import type { Signature } from './states.ts';
import type { Process } from './step.ts';
import { Timer } from './timers.ts';
import { Workers } from './workers.ts';

const MINUTE = 60_000;
/** Sweeps that find nothing become rarer, so that a run of days stays cheap. */
const LONGEST_SWEEP_INTERVAL = 12 * 60 * MINUTE;
/** A run ends after this time at the latest. */
const HORIZON = 20 * 24 * 60 * MINUTE;
const NEVER = Number.POSITIVE_INFINITY;

/** What the host runs. */
interface HostOptions {
  readonly outside: Outside;
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly hasSweeper: boolean;
  readonly sabotage?: Sabotage | undefined;
}

/** The simulated Functions host: the workers, the timers, and the clients that call the API. */
export class Host implements HostHooks {
  readonly workers: Workers;
  readonly clients: Clients;
  readonly #options: HostOptions;
  readonly #outside: Outside;
  readonly #sweeper: Timer;
  readonly #collector: Timer;
  readonly #logReaders: LogReaders;
  readonly #start: number;
  #nextSweep: number;
  #nextCollection: number;
  #interval = MINUTE;
  #changesSeen = -1;
  #spawned = 0;

  constructor(options: HostOptions) {
    const { outside, scenario, snapshot } = options;
    this.#options = options;
    this.#outside = outside;
    this.#start = outside.scheduler.now;
    this.#nextSweep = this.#start + MINUTE;
    this.#nextCollection = this.#start + MINUTE / 2;
    this.workers = new Workers(scenario.workers, outside, this);
    this.clients = new Clients({ scenario, snapshot, outside, processes: this });
    this.#sweeper = this.#timer('sweeper', sweep);
    this.#collector = this.#timer('collector', collectPoison);
    const count = scenario.logReaders ?? 0;
    const begin = (name: string) => this.begin(name);
    this.#logReaders = new LogReaders({ outside, count, begin, failed: (...fault) => this.#failed(...fault) });
  }

  spawn(name: string): Process {
    return { name: `${name}-${++this.#spawned}`, alive: true };
  }

  depsOf(process: Process, isRedelivery: boolean): Deps {
    const { scheduler } = this.#outside;
    const deps = depsOf(this.#outside, process);
    return this.#options.sabotage?.(deps, { process, isRedelivery, scheduler }) ?? deps;
  }

  begin(name: string): { process: Process; deps: Deps } {
    const process = this.spawn(name);
    return { process, deps: this.depsOf(process, false) };
  }

  offers(): number {
    const { now } = this.#outside.scheduler;
    this.clients.startDue(now);
    if (now >= this.#sweepAt()) this.#sweep();
    if (now >= this.#collectAt()) this.#collect();
    if (now >= this.#logReaders.due) this.#logReaders.start();
    return this.workers.offers();
  }

  start(offer: number): void {
    this.workers.start(offer);
  }

  nextDue(): number | undefined {
    const { queues, observed, scheduler, conditions } = this.#outside;
    const available = conditions.outageEnd('queues') ?? NEVER;
    const others = Math.min(queues.nextVisible(), this.clients.nextDue, this.#collectAt(), available);
    const timers = [this.#sweeper, this.#collector, this.#logReaders];
    const isBusy = this.workers.isBusy || this.clients.isBusy || timers.some(({ isRunning }) => isRunning);
    const hasWork = !queues.isEmpty || observed.unfinished.size > 0 || this.#logReaders.hasWork;
    if (others === NEVER && !isBusy && scheduler.isIdle && !hasWork) return undefined;
    const due = Math.min(others, this.#sweepAt(), this.#logReaders.due);
    return due > this.#start + HORIZON ? undefined : due;
  }

  crashed(process: Process): void {
    this.#outside.scheduler.trace(() => `${process.name} has crashed`);
    this.workers.crashed(process);
    this.clients.crashed(process);
    this.#sweeper.ended(process);
    this.#collector.ended(process);
    this.#logReaders.crashed(process);
  }

  clearQueues(): void {
    this.#outside.queues.clear();
  }

  duplicateMessage(): void {
    this.#outside.queues.duplicateInFlight();
  }

  get queueChanges(): number | undefined {
    return this.#outside.queues.changes;
  }

  signature(): Signature {
    this.#outside.observed.sign();
    return this.#outside.signature;
  }

  #timer(name: string, run: (deps: Deps) => Promise<unknown>): Timer {
    return new Timer({ name, run, begin: (of) => this.begin(of), failed: (...fault) => this.#failed(...fault) });
  }

  #failed(process: Process, error: unknown): void {
    this.#outside.scheduler.trace(() => `${process.name} throws: ${error}`);
    this.workers.thrown.push(error);
  }

  #sweepAt(): number {
    return this.#options.hasSweeper && !this.#sweeper.isRunning ? this.#nextSweep : NEVER;
  }

  /** The collector runs only when a poison queue has a message, because a look at an empty queue changes nothing. */
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
