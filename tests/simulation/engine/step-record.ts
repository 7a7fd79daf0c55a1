import type { StepKind } from './faults.ts';
import type { Process } from './step.ts';

/** A step of a run, and what the scheduler knew when it chose it. */
export interface StepRecord {
  readonly kind: StepKind;
  readonly process: Process;
  /** The place among all calls, in the order in which the processes made them. */
  readonly called: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The state of the random generator. */
  readonly random: number;
  /** The number of messages that workers had taken. */
  readonly taken: number;
  /** The number of messages that workers could have taken instead. */
  readonly offers: number;
  /** The number of changes of the queues; undefined while all of them are empty. */
  readonly queues: number | undefined;
  /** The same for steps that differ only by the subscription that they are about. */
  readonly alike: string | undefined;
}
