import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a worker thread visits: the crash points of scenarios, or random schedules in parts. */
export type Task =
  | { readonly kind: 'events' | 'operations' }
  | { readonly kind: 'schedules'; readonly count: number; readonly perPart: number };

/** What a part of a task has visited. `states` counts those of all parts so far. */
export interface Visited {
  readonly runs: number;
  readonly crashPoints: number;
  readonly states: number;
  readonly violations: readonly string[];
}

/**
 * Visits in a worker thread of Node itself, since code in the context of Jest takes three times as long. The parts come one
 * after another.
 */
export class Visits {
  readonly done: Visited[] = [];
  readonly #parts = new Map<string, PromiseWithResolvers<Visited>>();
  readonly #worker: Worker;

  constructor(task: Task) {
    this.#worker = new Worker(resolve('tests/simulation/visitor.ts'), { workerData: task });
    this.#worker.on('message', ({ part, visited }: { part: string; visited: Visited }) => {
      this.done.push(visited);
      this.#part(part).resolve(visited);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the worker thread ended before it visited this')));
  }

  /** Waits for a part: the name of a scenario, or the first seed of random schedules. */
  of(part: string): Promise<Visited> {
    return this.#part(part).promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #part(name: string): PromiseWithResolvers<Visited> {
    const part = this.#parts.get(name) ?? Promise.withResolvers<Visited>();
    this.#parts.set(name, part);
    return part;
  }

  #fail(error: unknown): void {
    for (const { promise, reject } of this.#parts.values()) {
      // A part that nobody waits for yet must not end the process.
      promise.catch(() => {});
      reject(error);
    }
  }
}
