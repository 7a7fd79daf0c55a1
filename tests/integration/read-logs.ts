import { setTimeout as sleep } from 'node:timers/promises';
import { createAppendBlobs } from '../../shared/adapters/storage/append-blobs.ts';
import { blobService, queueService, tableClient } from '../../shared/adapters/storage/clients.ts';
import { createEventPublisher } from '../../shared/adapters/storage/queues.ts';
import { createTableStore } from '../../shared/adapters/storage/table-store.ts';
import { readDiagnostics } from '../../shared/application/diagnostics/read-diagnostics.ts';
import type { DiagnosticsDeps } from '../../shared/application/diagnostics/reading.ts';

/** The timer of the diagnostic logs on real adapters. The container, the queue and the table have one name. */
export function readerOf(connectionString: string, name: string): DiagnosticsDeps {
  const account = { kind: 'connection-string', connectionString } as const;
  const queue = queueService(account).getQueueClient(name);
  return {
    store: createTableStore(tableClient(account, name.replaceAll('-', ''))),
    events: createEventPublisher({ 'refresh-status': queue, 'metric-change': queue }),
    clock: { now: () => Date.now(), sleep: async (milliseconds) => void (await sleep(milliseconds)) },
    report: () => {},
    settings: { retention: 30 * 24 * 60 * 60_000 },
    diagnostics: { containers: [name], blobs: createAppendBlobs(() => blobService(account)) },
  };
}

/* Run as a program, it reads until nothing is left, and prints the milliseconds and the lines of each run. */
if (process.argv[1]?.endsWith('read-logs.ts')) {
  const deps = readerOf(process.env.STORAGE ?? '', process.env.NAME ?? '');
  for (let isComplete = false; !isComplete; ) {
    const from = performance.now();
    const report = await readDiagnostics(deps);
    isComplete = report.isComplete;
    console.log(JSON.stringify({ milliseconds: Math.round(performance.now() - from), sent: report.sent }));
  }
}
