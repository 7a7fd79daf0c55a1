import { randomBytes } from 'node:crypto';

/** The body of a webhook, as the expressions of a flow see it. */
export type Outputs = Readonly<Record<string, unknown>>;

/** One run of a flow, with what its trigger gave it. */
export interface Run {
  readonly id: string;
  /** The version of the flow. */
  readonly version: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Outputs;
}

export interface RunSettings {
  /** Trigger conditions: what does not meet them all makes no run, and the sender never knows. */
  readonly conditions?: readonly ((body: Outputs) => boolean)[] | undefined;
  /** How many runs go on at once; without a limit when absent. */
  readonly concurrency?: number | undefined;
  /** What a run does. */
  readonly work?: ((run: Run) => Promise<void>) | undefined;
}

/** The trigger history and the run history of a flow. */
export class RunHistory {
  /** In the order in which they began. */
  readonly runs: Run[] = [];
  /** What the conditions kept from running. */
  readonly skipped: Run[] = [];
  /** The most that went on at once. */
  busiest = 0;
  readonly #settings: RunSettings;
  readonly #waiting: Run[] = [];
  #busy = 0;

  constructor(settings: RunSettings) {
    this.#settings = settings;
  }

  /** Takes in what the trigger has accepted. */
  add(run: Run): void {
    const { conditions = [] } = this.#settings;
    const isMet = conditions.every((holds) => holds(run.body));
    (isMet ? this.#waiting : this.skipped).push(run);
    this.#begin();
  }

  #begin(): void {
    const { concurrency = Number.POSITIVE_INFINITY, work } = this.#settings;
    while (this.#busy < concurrency) {
      const run = this.#waiting.shift();
      if (!run) return;
      this.#busy += 1;
      this.busiest = Math.max(this.busiest, this.#busy);
      this.runs.push(run);
      void (work?.(run) ?? Promise.resolve()).finally(() => {
        this.#busy -= 1;
        this.#begin();
      });
    }
  }
}

export function newRunId(): string {
  return `08585${randomBytes(12).toString('hex').toUpperCase()}CU12`;
}
