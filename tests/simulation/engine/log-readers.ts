import { readDiagnostics } from '../../../shared/application/diagnostics/read-diagnostics.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import type { Outside } from './processes.ts';
import type { Process } from './step.ts';
import { Timer } from './timers.ts';

const MINUTE = 60_000;
/** Runs that find nothing become rarer, so that a run of hours stays cheap. */
const LONGEST_INTERVAL = 12 * 60 * MINUTE;
const NEVER = Number.POSITIVE_INFINITY;

interface Parts {
  readonly outside: Outside;
  /** The number of runs that start at the same time. */
  readonly count: number;
  readonly begin: (name: string) => { process: Process; deps: Deps };
  readonly failed: (process: Process, error: unknown) => void;
}

/** The timer that reads the diagnostic logs. A second one stands for an instance that the platform has not stopped yet. */
export class LogReaders {
  readonly #outside: Outside;
  readonly #timers: readonly Timer[];
  #next: number;
  #interval = MINUTE;
  #changesSeen = -1;
  /** The number of writes to the logs that a complete run has seen. */
  #writesRead = 0;

  constructor({ outside, count, begin, failed }: Parts) {
    this.#outside = outside;
    this.#next = outside.scheduler.now + MINUTE;
    const run = (deps: Deps) => this.#run(deps);
    this.#timers = Array.from({ length: count }, () => new Timer({ name: 'log-reader', run, begin, failed }));
  }

  get isRunning(): boolean {
    return this.#timers.some((timer) => timer.isRunning);
  }

  get hasWork(): boolean {
    const { logs } = this.#outside;
    return this.#timers.length > 0 && (logs.missing.length > 0 || logs.writes !== this.#writesRead);
  }

  /** When the next run starts, if there is anything to find. */
  get due(): number {
    return this.hasWork && !this.isRunning ? this.#next : NEVER;
  }

  start(): void {
    const { scheduler, logs } = this.#outside;
    const seen = scheduler.changes + logs.writes;
    this.#interval = seen === this.#changesSeen ? Math.min(2 * this.#interval, LONGEST_INTERVAL) : MINUTE;
    this.#changesSeen = seen;
    this.#next = scheduler.now + this.#interval;
    for (const timer of this.#timers) timer.start();
  }

  crashed(process: Process): void {
    for (const timer of this.#timers) timer.ended(process);
  }

  async #run(deps: Deps): Promise<void> {
    const { writes } = this.#outside.logs;
    const { isComplete } = await readDiagnostics(deps);
    if (isComplete) this.#writesRead = writes;
  }
}
