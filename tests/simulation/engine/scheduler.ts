import { StorageUnavailableError } from '../../../shared/application/errors.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { canHappen, effectOf, type Fault, type Mode } from './faults.ts';
import { markOf, Signature, type States } from './states.ts';
import type { Process, Step } from './step.ts';
import type { StepRecord } from './step-record.ts';

interface Pending extends Step {
  /** The number of calls before this one. */
  readonly called: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Scheduled {
  readonly at: number;
  readonly run: () => void;
}

/** What the scheduler needs from the simulated host. */
export interface HostHooks {
  /** Starts everything that is due, and returns the number of invocations that could start as well. */
  offers(): number;
  /** Starts one of these invocations. */
  start(offer: number): void;
  /** The time at which the next work is due; undefined when the run is over. */
  nextDue(): number | undefined;
  /** Cleans up after a crashed process. */
  crashed(process: Process): void;
  clearQueues(): void;
  duplicateMessage(): void;
  /** The number of changes of the queues; undefined while all of them are empty. */
  readonly queueChanges: number | undefined;
  /** The hash of the store and the queues. */
  signature(): Signature;
}

/** The seed and the faults determine every step. */
interface SchedulerOptions {
  readonly seed: number;
  readonly now: number;
  readonly faults: readonly Fault[];
  readonly states?: States | undefined;
  /** The first step whose state counts. */
  readonly countsFrom?: number | undefined;
  readonly trace?: ((line: string) => void) | undefined;
}

const MAX_STEPS = 50_000;

const microtasksAreDone = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** Owns time, randomness and order. It runs one pending step at a time; the seed decides which one. */
export class Scheduler {
  now: number;
  /** Every step so far. Its length is the number of the next step. */
  readonly steps: StepRecord[] = [];
  readonly random: SeededRandom;
  /** The number of steps that may have changed something. */
  changes = 0;
  readonly #options: SchedulerOptions;
  readonly #faults: ReadonlyMap<number, Fault>;
  readonly #pendingSignature = new Signature();
  #calls = 0;
  #taken = 0;
  #ready: Pending[] = [];
  #later: Scheduled[] = [];

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.now = options.now;
    this.random = new SeededRandom(options.seed);
    this.#faults = new Map(options.faults.map((fault) => [fault.step, fault]));
  }

  get isIdle(): boolean {
    return this.#ready.length === 0 && this.#later.length === 0;
  }

  /** Turns a call into a pending step. A crashed process never gets the response. */
  call<T>(call: Step): Promise<T> {
    return new Promise<unknown>((resolve, reject) => {
      const step: Pending = { ...call, called: this.#calls++, resolve, reject };
      if (!call.waits) return this.#add(step);
      const cancel = this.later(call.waits, () => this.#add(step));
      call.signal?.addEventListener('abort', cancel);
    }) as Promise<T>;
  }

  /** Runs a function after a delay in milliseconds of simulated time, unless it is cancelled before. */
  later(delay: number, run: () => void): () => void {
    const at = this.now + delay;
    const place = this.#later.findIndex((other) => other.at > at);
    const timed = { at, run };
    this.#later.splice(place < 0 ? this.#later.length : place, 0, timed);
    return () => {
      this.#later = this.#later.filter((one) => one !== timed);
    };
  }

  /** Adds a line to the trace, if there is one. */
  trace(line: () => string): void {
    this.#options.trace?.(`${((this.now - this.#options.now) / 1000).toFixed(3).padStart(10)}s ${line()}`);
  }

  /** Runs until nothing is left to do. */
  async run(host: HostHooks): Promise<void> {
    while (this.steps.length < MAX_STEPS) {
      await microtasksAreDone();
      const offers = host.offers();
      const choices = this.#ready.length + offers;
      if (choices === 0) {
        if (!this.#moveTime(host)) return;
        continue;
      }
      const choice = choices === 1 ? 0 : this.random.below(choices);
      if (choice >= offers) this.#execute(choice - offers, host, offers);
      else {
        this.#taken++;
        host.start(choice);
      }
    }
  }

  #add(step: Pending): void {
    if (!step.process.alive) return;
    this.#ready.push(step);
    this.#pendingSignature.toggle(markOf(step.what));
  }

  /** Advances time to the next due work. Returns false when there is none. */
  #moveTime(host: HostHooks): boolean {
    const { at = Number.POSITIVE_INFINITY } = this.#later[0] ?? {};
    const due = Math.min(at, host.nextDue() ?? Number.POSITIVE_INFINITY);
    if (due === Number.POSITIVE_INFINITY) return false;
    this.now = Math.max(this.now, due);
    while (this.#later[0] && this.#later[0].at <= this.now) this.#later.shift()?.run();
    return true;
  }

  #execute(place: number, host: HostHooks, offers: number): void {
    const step = this.#ready[place];
    const last = this.#ready.pop();
    if (!step || !last) return;
    if (last !== step) this.#ready[place] = last;
    this.#pendingSignature.toggle(markOf(step.what));
    const { kind, process, alike, called } = step;
    const [at, random, taken, queues] = [this.now, this.random.state, this.#taken, host.queueChanges];
    const number = this.steps.push({ kind, process, at, random, taken, offers, queues, alike, called }) - 1;
    const wanted = this.#faults.get(number)?.mode;
    const mode = wanted && canHappen(step.kind, wanted) ? wanted : undefined;
    this.trace(() => `#${number} ${step.process.name}: ${step.what}${mode ? `   <== ${mode}` : ''}`);
    if (mode) this.#inject(step, mode, host);
    else this.#complete(step);
    this.#note(host);
  }

  #complete(step: Pending, extraDelay = 0): void {
    const wait = (step.takes?.() ?? 0) + extraDelay;
    const answer = this.#act(step, false);
    if (wait === 0) step.resolve(answer);
    else this.later(wait, () => step.resolve(answer));
  }

  #act(step: Step, isLost: boolean): unknown {
    if (step.kind === 'commit' || step.kind === 'enqueue' || step.kind === 'send') this.changes++;
    const answer = step.act(isLost);
    // A rejection whose response is lost or late must not be an unhandled rejection.
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer;
  }

  #inject(step: Pending, mode: Mode, host: HostHooks): void {
    const effect = effectOf(mode);
    if (effect.isApplied) this.#act(step, true);
    if (effect.clearsQueues) host.clearQueues();
    if (effect.duplicatesMessages) host.duplicateMessage();
    if (effect.process === 'crashes') this.#crash(step, effect.appliedAfter, host);
    else if (effect.process === 'gets an error') this.#fail(step, effect.appliedAfter);
    else if (effect.appliedAfter) this.#delay(step, effect.appliedAfter);
    else this.#complete(step, effect.responseDelay);
  }

  #fail(step: Pending, appliedAfter: number | undefined): void {
    if (appliedAfter) this.later(appliedAfter, () => void this.#act(step, true));
    if (step.failure) step.resolve(step.failure());
    else step.reject(new StorageUnavailableError(new Error('simulated: the request timed out')));
  }

  /** The process waits for the response. A crash meanwhile does not stop the request. */
  #delay(step: Pending, appliedAfter: number): void {
    this.later(appliedAfter, () => (step.process.alive ? this.#complete(step) : void this.#act(step, true)));
  }

  /** The process never continues. Its pending calls are lost, or take effect as late as the step at which it crashed. */
  #crash(at: Step, appliedAfter: number | undefined, host: HostHooks): void {
    const { process } = at;
    process.alive = false;
    const its = this.#ready.filter((step) => step.process === process);
    for (const { what } of its) this.#pendingSignature.toggle(markOf(what));
    this.#ready = this.#ready.filter((step) => step.process !== process);
    if (appliedAfter) for (const step of [at, ...its]) this.later(appliedAfter, () => void this.#act(step, true));
    host.crashed(process);
  }

  #note(host: HostHooks): void {
    const { states, countsFrom = 0 } = this.#options;
    if (!states || this.steps.length <= countsFrom) return;
    const [one, other] = [host.signature(), this.#pendingSignature];
    states.add((one.low ^ other.low) >>> 0, (one.high ^ other.high) >>> 0);
  }
}
