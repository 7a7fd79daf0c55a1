import { readDiagnostics } from '../../../../shared/application/diagnostics/read-diagnostics.ts';
import type { DiagnosticsReport } from '../../../../shared/application/diagnostics/reading.ts';
import { EVENT_DEAD_LETTERS } from '../../../../shared/application/store/keys.ts';
import { type Fields, workflowRecord } from '../../../support/event-builders.ts';
import { logName, MemoryAppendBlobs } from '../../../support/memory-append-blobs.ts';
import { World } from '../../../support/world.ts';

export const CONTAINER = 'insight-logs-operational';
export const AUDIT = 'insight-logs-audit';
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A record of an ingestion that ended, as a line without its newline. */
export function line(job: number | string, changes: Fields = {}): string {
  return JSON.stringify(
    workflowRecord('Ingestion.TaskCompleted', {
      resultType: 'Failure',
      properties: { workflowJobId: `job-${job}`, identifier: 'crm', friendlyName: 'Kūnas 😀' },
      ...changes,
    }),
  );
}

/** The world with the storage of the diagnostic settings. It starts at 6 o'clock on November 20. */
export class DiagnosticsWorld extends World {
  readonly blobs = new MemoryAppendBlobs(() => this.now);
  containers: readonly string[] = [CONTAINER];

  /** Appends to the blob of an hour, such as `2026-11-20T05`. */
  append(hour: string, text: string | Uint8Array, container = CONTAINER): void {
    this.blobs.append(container, logName(hour), text);
  }

  /** Runs the timer. */
  read(): Promise<DiagnosticsReport> {
    return readDiagnostics({ ...this.deps, diagnostics: { containers: this.containers, blobs: this.blobs } });
  }

  /** The jobs of the records that are on the queue, in order; an item that is no record as its text. */
  get jobs(): string[] {
    return this.published.flatMap(({ text }) => jobsOf(text));
  }

  get deadLetters() {
    return this.store.rowsUnder(EVENT_DEAD_LETTERS, 'x.').map(({ data }) => data as Record<string, string>);
  }
}

function jobsOf(text: string): string[] {
  try {
    return JSON.parse(text).records.map((record: { properties: { workflowJobId: string } }) =>
      record.properties.workflowJobId.replace('job-', ''),
    );
  } catch {
    return [text];
  }
}
