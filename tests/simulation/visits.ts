import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Mode } from './engine/faults.ts';
import type { Surroundings, SurroundingsName } from './engine/surroundings.ts';
import type { sabotages } from './sabotages/sabotages.ts';

interface Variant {
  /** The name of a scenario. */
  readonly scenario: string;
  readonly seeds: readonly number[];
  readonly sabotage?: keyof typeof sabotages | undefined;
}

/** What a worker thread is asked to visit. */
export type Task =
  /** Every crash point of a scenario. */
  | (Variant & { readonly kind: 'crash-points'; readonly modes?: readonly Mode[]; readonly hasSweeper?: boolean })
  /** A scenario without a fault, in the order of each seed. */
  | (Variant & { readonly kind: 'orders'; readonly surroundings?: Surroundings | undefined })
  /** The random schedules of these seeds, both included. */
  | {
      readonly kind: 'schedules';
      readonly of: 'usual scenarios' | 'logs' | 'untimed logs';
      readonly from: number;
      readonly to: number;
      readonly surroundings?: SurroundingsName;
    };

/** What a task has visited. `states` counts those of all tasks so far. */
export interface Visited {
  readonly runs: number;
  readonly crashPoints: number;
  /** Faults whose run is the same as that of another fault, which was run. */
  readonly sameRuns: number;
  /** Faults that were not run, because those at steps like theirs stand for them. */
  readonly alikeRuns: number;
  readonly states: number;
  readonly violations: readonly string[];
}

/** Visits in a worker thread of Node itself, since code in the context of Jest takes three times as long. One task at a time. */
export class Visits {
  readonly done: Visited[] = [];
  #worker: Worker | undefined;

  of(task: Task): Promise<Visited> {
    this.#worker ??= new Worker(resolve('tests/simulation/visitor.ts'));
    const worker = this.#worker;
    return new Promise((visited, failed) => {
      const ended = () => failed(new Error('the worker thread ended before it visited this'));
      worker.once('error', failed).once('exit', ended);
      worker.once('message', (one: Visited) => {
        worker.off('error', failed).off('exit', ended);
        // A sabotage tells nothing about the application.
        if (!('sabotage' in task)) this.done.push(one);
        visited(one);
      });
      worker.postMessage(task);
    });
  }

  /** The first violations that a task finds, as text. */
  async violationsOf(task: Task): Promise<string> {
    const { violations } = await this.of(task);
    return violations.join('\n') || 'no violation';
  }

  /** The sum over all tasks. */
  sumOf(count: 'runs' | 'crashPoints' | 'sameRuns' | 'alikeRuns'): number {
    return this.done.reduce((sum, one) => sum + one[count], 0);
  }

  /** The number of distinct states that have been visited. */
  get states(): number {
    return this.done.at(-1)?.states ?? 0;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }
}
