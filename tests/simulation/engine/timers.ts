import type { Deps } from '../../../shared/application/ports.ts';
import type { Process } from './scheduler.ts';

export interface TimerParts {
  readonly name: string;
  readonly run: (deps: Deps) => Promise<unknown>;
  readonly begin: (name: string) => { process: Process; deps: Deps };
  readonly failed: (process: Process, fault: unknown) => void;
}

/** A timer trigger: its runs never overlap, and one that dies is not repeated before its time. */
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
      () => this.died(process),
      (fault) => {
        failed(process, fault);
        this.died(process);
      },
    );
  }

  died(process: Process): void {
    if (this.#process === process) this.#process = undefined;
  }
}
