import type { Deps } from '../../../shared/application/ports.ts';
import type { Process } from './step.ts';

/** What a timer runs, and in which process. */
interface TimerParts {
  readonly name: string;
  readonly run: (deps: Deps) => Promise<unknown>;
  readonly begin: (name: string) => { process: Process; deps: Deps };
  readonly failed: (process: Process, error: unknown) => void;
}

/** A timer trigger. Its runs never overlap, and a crashed run is not repeated before the next one is due. */
export class Timer {
  readonly #parts: TimerParts;
  #process: Process | undefined;

  constructor(parts: TimerParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  start(): void {
    const { name, run, begin, failed } = this.#parts;
    const { process, deps } = begin(name);
    this.#process = process;
    run(deps).then(
      () => this.ended(process),
      (error) => {
        failed(process, error);
        this.ended(process);
      },
    );
  }

  /** Allows the next run after this one has ended or crashed. */
  ended(process: Process): void {
    if (this.#process === process) this.#process = undefined;
  }
}
