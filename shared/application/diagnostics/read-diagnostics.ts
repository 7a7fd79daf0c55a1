import { instantFromMilliseconds, instantToMilliseconds } from '../../domain/instant.ts';
import type { Row } from '../ports.ts';
import { settleInTurn } from '../settle-in-turn.ts';
import { blobKey, blobsFrom, containerKey, DIAGNOSTICS } from '../store/keys.ts';
import { readRow, scanPages } from '../store/read-rows.ts';
import { onConflict } from '../store/retry-on-conflict.ts';
import { type LogContainerRow, logContainerRow, type Stored } from '../store/rows.ts';
import { daysFrom, hourOfBlob, lookBackFrom, reaches } from './hours.ts';
import { readBlob } from './read-blob.ts';
import {
  Counts,
  type DiagnosticsDeps,
  type DiagnosticsReport,
  type HourlyBlob,
  hasTime,
  type Reading,
} from './reading.ts';
import { startContainer } from './start-container.ts';

/** How often the time is recorded until which all was read. */
const RECORD_MS = 3_600_000;

/**
 * Puts what diagnostic settings have appended to their logs on the refresh-status queue: each line at least once. Runs may overlap
 * and die at any point.
 *
 * @throws AggregateError after the other containers and blobs, when some could not be read
 */
export async function readDiagnostics(deps: DiagnosticsDeps): Promise<DiagnosticsReport> {
  const counts = new Counts();
  if (!deps.diagnostics) return counts.report();
  const { containers, blobs: source } = deps.diagnostics;
  const reading = { deps, source, now: deps.clock.now(), counts };
  await settleInTurn(
    containers,
    (container) => readContainer(reading, container),
    (faults) => `${faults} of ${containers.length} containers of diagnostic logs could not be read`,
  );
  return counts.report();
}

async function readContainer(reading: Reading, container: string): Promise<void> {
  const { deps, now, counts } = reading;
  const address = { partition: DIAGNOSTICS, key: containerKey(container) };
  const row = await readRow(deps.store, address, logContainerRow);
  const readUntil = row ? instantToMilliseconds(row.data.readUntil) : now;
  const from = lookBackFrom(now, { readUntil, retention: deps.settings.retention });
  const blobs = await listHours(reading, container, from);
  const isStarted = row !== undefined || (await startContainer(reading, container, blobs));
  const isComplete = isStarted && (await readBlobs(reading, blobs));
  if (!isComplete) counts.isComplete = false;
  else if (row && now - readUntil >= RECORD_MS) await recordRead(reading, row);
}

/** The hourly blobs from a time on, oldest hour first. */
async function listHours({ source, now }: Reading, container: string, from: number): Promise<HourlyBlob[]> {
  const listed = await source.list(container, daysFrom(from, now));
  return listed
    .flatMap((blob) => {
      const hour = hourOfBlob(blob.name);
      return hour !== undefined && reaches(hour, from) ? [{ container, hour, blob }] : [];
    })
    .toSorted((a, b) => a.hour - b.hour);
}

async function readBlobs(reading: Reading, blobs: readonly HourlyBlob[]): Promise<boolean> {
  const [first] = blobs;
  if (!first) return true;
  const rows = await rowsFrom(reading, first.hour);
  const read = await settleInTurn(
    blobs,
    async (task) => {
      const row = rows.get(blobKey(task.hour, task.container, task.blob.name));
      return hasTime(reading) && readBlob(reading, task, row);
    },
    (faults) => `${faults} of ${blobs.length} diagnostic logs could not be read`,
  );
  return read.every(Boolean);
}

/** Rows of blobs by their key. Each is parsed when its blob is read, so one that cannot be read stops only its own blob. */
async function rowsFrom({ deps }: Reading, hour: number): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for await (const page of scanPages(deps.store, { partition: DIAGNOSTICS, range: blobsFrom(hour) })) {
    for (const row of page) rows.set(row.key, row);
  }
  return rows;
}

/** On a conflict, another run has recorded a time. */
async function recordRead({ deps, now }: Reading, { key, etag, data }: Stored<LogContainerRow>): Promise<void> {
  const read = { ...data, readUntil: instantFromMilliseconds(now) };
  await onConflict(deps.store.commit(DIAGNOSTICS, [{ kind: 'replace', key, data: read, etag }]), () => undefined);
}
