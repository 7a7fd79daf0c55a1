import type { AppendBlob, Deps, Diagnostics } from '../ports.ts';
import type { Settings } from '../settings.ts';

/** Limits of one run, well below the host's function timeout and the minute until the next run. */
const MAX_MS = 40_000;
const MAX_LINES = 50_000;

/** What a run needs. */
export type DiagnosticsDeps = Pick<Deps, 'store' | 'events' | 'clock' | 'diagnostics' | 'report'> & {
  readonly settings: Pick<Settings, 'retention'>;
};

/** What a run did. */
export interface DiagnosticsReport {
  /** Blobs of which something was read. */
  readonly blobs: number;
  /** Lines that went to the queue. */
  readonly sent: number;
  readonly messages: number;
  /** Lines that can fire nothing, by reason. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Lines that no message can hold; each became a dead letter. */
  readonly tooLong: number;
  /** Everything that was there has been read; otherwise the next run continues. */
  readonly isComplete: boolean;
}

/** What the steps of a run share: its dependencies, its counts and its limits. */
export interface Reading {
  readonly deps: DiagnosticsDeps;
  readonly source: Diagnostics['blobs'];
  /** When the run started, in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly counts: Counts;
}

/** A blob and the hour that it is about. */
export interface HourlyBlob {
  readonly container: string;
  readonly hour: number;
  readonly blob: AppendBlob;
}

/** The counts of a run, while it goes on. */
export class Counts {
  blobs = 0;
  sent = 0;
  messages = 0;
  tooLong = 0;
  isComplete = true;
  readonly ignored = new Map<string, number>();

  ignore(reason: string, count: number): void {
    this.ignored.set(reason, (this.ignored.get(reason) ?? 0) + count);
  }

  get lines(): number {
    return this.sent + this.tooLong + [...this.ignored.values()].reduce((sum, count) => sum + count, 0);
  }

  report(): DiagnosticsReport {
    const { blobs, sent, messages, tooLong, isComplete } = this;
    return { blobs, sent, messages, ignored: Object.fromEntries(this.ignored), tooLong, isComplete };
  }
}

/** Whether a run may read on. */
export function hasTime({ deps, now, counts }: Reading): boolean {
  return deps.clock.now() - now < MAX_MS && counts.lines < MAX_LINES;
}
