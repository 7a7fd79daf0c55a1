import type { AppendBlob, AppendBlobs, Diagnostics } from '../../../shared/application/ports.ts';
import { LOG_CONTAINER, type Logs } from './logs.ts';
import type { Scheduler } from './scheduler.ts';
import type { Process } from './step.ts';

/** A process's client of the diagnostic logs. Each request is a step of the scheduler. */
export function logClientOf(scheduler: Scheduler, logs: Logs, process: Process): Diagnostics {
  const blobs: AppendBlobs = {
    list: (container, days) =>
      scheduler.call<AppendBlob[]>({
        process,
        kind: 'range',
        what: `list ${container} of ${days.join(', ')}`,
        act: () => logs.blobs.list(container, days),
      }),
    read: (container, blob, range) =>
      scheduler.call<Uint8Array | undefined>({
        process,
        kind: 'read',
        what: `read ${range.count} bytes at ${range.offset} of ${blob.name}`,
        act: () => logs.blobs.read(container, blob, range),
      }),
  };
  return { containers: [LOG_CONTAINER], blobs };
}
