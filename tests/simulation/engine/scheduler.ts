import { SeededRandom } from '../../support/seeded-random.ts';
import { canHappen, type Fault, LATE, SLOW_MS, type StepKind } from './faults.ts';
import { markOf, Signature, type States } from './states.ts';

export interface Process {
  readonly name: string;
  alive: boolean;
}

/** A call of a process to the outside. */
export interface Call {
  readonly process: Process;
  readonly kind: StepKind;
  readonly what: string;
  /** Takes effect and gives the answer. `isLost`: the process will not get that answer. */
  readonly act: (isLost: boolean) => unknown;
  /** The answer when the call fails; without it, failing throws. */
  readonly failure?: () => unknown;
  /** Milliseconds that it takes before it can run (a sleep), or between effect and answer. */
  readonly waits?: number;
  readonly takes?: () => number;
}

interface Pending extends Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Timed {
  readonly at: number;
  readonly run: () => void;
}

/** What surrounds the processes: queues, timers, scripts. */
export interface Surroundings {
  /** Starts what is due now; answers how many other things could start now. */
  offers(): number;
  /** Starts one of them. */
  start(offer: number): void;
  /** When something will be due by itself; `undefined` when all is quiet. */
  nextDue(): number | undefined;
  died(process: Process): void;
  wipe(): void;
  duplicate(): void;
  signature(): Signature;
}

export interface SchedulerOptions {
  readonly seed: number;
  readonly now: number;
  readonly faults: readonly Fault[];
  readonly states?: States | undefined;
  readonly trace?: ((line: string) => void) | undefined;
}

const MAX_STEPS = 50_000;

const microtasksAreDone = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** Owns time, chance and order: one pending step of one process runs after another, as the seed says. */
export class Scheduler {
  now: number;
  /** The kind of every step so far: its length is the number of the next one. */
  readonly kinds: StepKind[] = [];
  readonly random: SeededRandom;
  /** Steps that changed something. */
  changes = 0;
  readonly #options: SchedulerOptions;
  readonly #faults: ReadonlyMap<number, Fault>;
  readonly #pendingSignature = new Signature();
  #ready: Pending[] = [];
  #later: Timed[] = [];

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.now = options.now;
    this.random = new SeededRandom(options.seed);
    this.#faults = new Map(options.faults.map((fault) => [fault.step, fault]));
  }

  get isIdle(): boolean {
    return this.#ready.length === 0 && this.#later.length === 0;
  }

  /** Makes a call a step that is done when it is its turn. The answer of a dead process's call never comes. */
  call<T>(call: Call): Promise<T> {
    return new Promise<unknown>((resolve, reject) => {
      const step: Pending = { ...call, resolve, reject };
      if (call.waits) this.later(call.waits, () => this.#add(step));
      else this.#add(step);
    }) as Promise<T>;
  }

  later(delay: number, run: () => void): void {
    const at = this.now + delay;
    const place = this.#later.findIndex((other) => other.at > at);
    this.#later.splice(place < 0 ? this.#later.length : place, 0, { at, run });
  }

  trace(line: () => string): void {
    this.#options.trace?.(`${((this.now - this.#options.now) / 1000).toFixed(3).padStart(10)}s ${line()}`);
  }

  /** Runs until everything is quiet. */
  async run(around: Surroundings): Promise<void> {
    while (this.kinds.length < MAX_STEPS) {
      await microtasksAreDone();
      const offers = around.offers();
      const choices = this.#ready.length + offers;
      if (choices === 0) {
        if (!this.#moveTime(around)) return;
        continue;
      }
      const choice = choices === 1 ? 0 : this.random.below(choices);
      if (choice < offers) around.start(choice);
      else this.#execute(choice - offers, around);
    }
  }

  #add(step: Pending): void {
    if (!step.process.alive) return;
    this.#ready.push(step);
    this.#pendingSignature.toggle(markOf(step.what));
  }

  /** Moves time to the next thing that is due; false when there is none. */
  #moveTime(around: Surroundings): boolean {
    const { at = Number.POSITIVE_INFINITY } = this.#later[0] ?? {};
    const due = Math.min(at, around.nextDue() ?? Number.POSITIVE_INFINITY);
    if (due === Number.POSITIVE_INFINITY) return false;
    this.now = Math.max(this.now, due);
    while (this.#later[0] && this.#later[0].at <= this.now) this.#later.shift()?.run();
    return true;
  }

  #execute(place: number, around: Surroundings): void {
    const step = this.#ready[place];
    const last = this.#ready.pop();
    if (!step || !last) return;
    if (last !== step) this.#ready[place] = last;
    this.#pendingSignature.toggle(markOf(step.what));
    const number = this.kinds.push(step.kind) - 1;
    const wanted = this.#faults.get(number)?.mode;
    const mode = wanted && canHappen(step.kind, wanted) ? wanted : undefined;
    this.trace(() => `#${number} ${step.process.name}: ${step.what}${mode ? `   <== ${mode}` : ''}`);
    if (mode) this.#goWrong(step, mode, around);
    else this.#complete(step);
    this.#note(around);
  }

  #complete(step: Pending, more = 0): void {
    const wait = (step.takes?.() ?? 0) + more;
    const answer = this.#act(step, false);
    if (wait === 0) step.resolve(answer);
    else this.later(wait, () => step.resolve(answer));
  }

  #act(step: Call, isLost: boolean): unknown {
    if (step.kind === 'commit' || step.kind === 'enqueue' || step.kind === 'send') this.changes++;
    const answer = step.act(isLost);
    // A refusal that nobody hears, or not yet, is no fault of the simulation.
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer;
  }

  #goWrong(step: Pending, mode: Fault['mode'], around: Surroundings): void {
    const late = LATE[mode];
    const [how, when] = mode.split('-');
    if (when === 'after' || mode === 'die-wipe' || mode === 'repeat') this.#act(step, true);
    if (mode === 'wipe' || mode === 'die-wipe') around.wipe();
    if (mode === 'duplicate') around.duplicate();
    if (how === 'die') this.kill(step.process, around, { step, late });
    else if (how === 'fail') this.#fail(step, late);
    else this.#complete(step, mode === 'slow' ? SLOW_MS : 0);
  }

  #fail(step: Pending, late: number | undefined): void {
    if (late) this.later(late, () => void this.#act(step, true));
    if (step.failure) step.resolve(step.failure());
    else step.reject(new Error('simulated: the request timed out'));
  }

  /** The process never goes on. What it had asked for is lost, or comes late as the step that it died at. */
  kill(process: Process, around: Surroundings, at?: { step: Call; late: number | undefined }): void {
    process.alive = false;
    const its = this.#ready.filter((step) => step.process === process);
    for (const { what } of its) this.#pendingSignature.toggle(markOf(what));
    this.#ready = this.#ready.filter((step) => step.process !== process);
    if (at?.late) for (const step of [at.step, ...its]) this.later(at.late, () => void this.#act(step, true));
    around.died(process);
  }

  #note(around: Surroundings): void {
    const [one, other] = [around.signature(), this.#pendingSignature];
    this.#options.states?.add((one.low ^ other.low) >>> 0, (one.high ^ other.high) >>> 0);
  }
}
