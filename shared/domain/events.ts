import type { Fault } from '../contract/phrase.ts';
import type { FinishedStatus, Submission } from '../contract/run-status.ts';
import type { MetricType } from '../contract/trigger-types.ts';
import type { Instant } from './instant.ts';
import type { Process } from './operations.ts';

interface RunCounts {
  readonly succeeded?: number | undefined;
  readonly failed?: number | undefined;
  readonly skipped?: number | undefined;
  readonly canceled?: number | undefined;
  readonly withWarnings?: number | undefined;
}

/** Where an event comes from. Its deliveries are traced and timed by it. */
export interface Origin {
  /** When its message arrived. */
  readonly arrivedAt?: Instant | undefined;
  /** The trace context of the event, or of its envelope. */
  readonly traceparent?: string | undefined;
}

interface RunReport extends Origin {
  readonly kind: 'refresh-run';
  readonly eventId: string;
  readonly environmentId: string;
  readonly runId: string;
  readonly displayName?: string | undefined;
  readonly submission?: Submission | undefined;
  readonly startedAt?: Instant | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly counts?: RunCounts | undefined;
}

/** What ran. A data source always has a name; a segment, an export and so on may have one. */
export type RunSubject =
  | { readonly process: 'data-source'; readonly name: string }
  | { readonly process: Exclude<Process, 'data-source'>; readonly name?: string | undefined };

interface Finished {
  readonly status: FinishedStatus;
  readonly endedAt: Instant;
}

interface Running {
  readonly status: 'running';
  readonly endedAt?: Instant | undefined;
}

/** How far a run is. A finished run always has its end. */
export type RunProgress = Finished | Running;

/** A report on one run of a process. */
export type RefreshRun = RunReport & RunSubject & RunProgress;

/** A report on a run that is over. */
export type FinishedRun = RunReport & RunSubject & Finished;

/** Whether the run is over. */
export function hasFinished(run: RefreshRun): run is FinishedRun {
  return run.status !== 'running';
}

/** One evaluation of a segment (its member count) or of a business measure. */
export interface MetricSample extends Origin {
  readonly kind: 'metric-sample';
  readonly eventId: string;
  readonly environmentId: string;
  readonly metricType: MetricType;
  readonly name: string;
  readonly displayName?: string | undefined;
  readonly value: number;
  readonly previousValue?: number | undefined;
  readonly evaluatedAt: Instant;
  readonly runId?: string | undefined;
}

/** What a message can tell. */
export type DomainEvent = RefreshRun | MetricSample;

/** The result of reading one item of a message. */
export type Reading =
  | {
      readonly kind: 'event';
      readonly event: DomainEvent;
      /** The fields that could not be read and do not decide the outcome. */
      readonly dropped?: readonly string[];
      /** The fields of a native event that mean nothing. */
      readonly unknown?: readonly string[];
    }
  | {
      readonly kind: 'ignored';
      readonly reason: string;
      /** The value that is the reason. */
      readonly value?: string;
    }
  | {
      readonly kind: 'unreadable';
      readonly code: string;
      /** Found out when they are asked for. */
      readonly faults: readonly Fault[];
      readonly original: unknown;
    };
