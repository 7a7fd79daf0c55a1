import type { StepKind } from './faults.ts';

/** A process of the application or its host. */
export interface Process {
  readonly name: string;
  alive: boolean;
}

/** A call of a process to the outside, which becomes a step. */
export interface Step {
  readonly process: Process;
  readonly kind: StepKind;
  /** The call in words. The trace prints it, and the hash of the state includes it while the step is pending. */
  readonly what: string;
  /** The same for steps that differ only by the subscription that they are about; absent when there is no other. */
  readonly alike?: string | undefined;
  /** Applies the call and returns its response. `isLost`: the process will not get the response. */
  readonly act: (isLost: boolean) => unknown;
  /** The result of a failed call. Without it, a failed call rejects. */
  readonly failure?: () => unknown;
  /** Milliseconds before the call can run, for a sleep. */
  readonly waits?: number;
  /** Cancels a sleep that has not run yet; it then never resolves. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between the effect of the call and its response. */
  readonly takes?: () => number;
}
