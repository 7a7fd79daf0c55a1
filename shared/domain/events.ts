import type { MetricType } from '../contract/trigger-types.ts';
import type { Instant } from './instant.ts';
import type { Process, RunStatus } from './operations.ts';

export type Submission = 'scheduled' | 'manual';

interface RunCounts {
  readonly succeeded?: number | undefined;
  readonly failed?: number | undefined;
  readonly skipped?: number | undefined;
  readonly canceled?: number | undefined;
  readonly withWarnings?: number | undefined;
}

/** A report on one run of a process; `name` tells one data source, or one segment, export and so on, from another. */
export interface RefreshRun {
  readonly kind: 'refresh-run';
  readonly eventId: string;
  readonly environmentId: string;
  readonly process: Process;
  readonly status: RunStatus;
  readonly runId: string;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly submission?: Submission | undefined;
  readonly startedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly counts?: RunCounts | undefined;
}

/** One evaluation of a segment (its member count) or of a business measure. */
export interface MetricSample {
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

export type DomainEvent = RefreshRun | MetricSample;

/** What became of one item of a message when it was read. */
export type Reading =
  | { readonly kind: 'event'; readonly event: DomainEvent }
  | { readonly kind: 'ignored'; readonly reason: string }
  | {
      readonly kind: 'unreadable';
      readonly code: string;
      readonly faults: readonly Fault[];
      readonly original: unknown;
    };

/** `target` is the path of the faulty field within the message, such as `name` or `[2].name`. */
export interface Fault {
  readonly target: string;
  readonly message: string;
}
