import { type FinishedRun, hasFinished, type RefreshRun } from '../../domain/events.ts';
import type { Process } from '../../domain/operations.ts';
import type { Deps, Write } from '../ports.ts';
import { environmentSeen } from '../store/environments.ts';
import { dataSourceKey, processKey } from '../store/keys.ts';
import { readRow } from '../store/read-rows.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { type ProcessRow, processRow } from '../store/rows.ts';

/** Records how a run that fires nothing now has ended. Nothing is written when that is known. */
export async function recordLastRun(deps: Deps, partition: string, run: RefreshRun): Promise<void> {
  await retryOnConflict(deps, async () => {
    const writes = await lastRunWrites(deps, partition, run);
    if (writes.length > 0) await deps.store.commit(partition, writes);
  });
}

/** The last run of a process, as lists and the status report show it. Empty when nothing changes. */
export async function lastRunWrites(deps: Deps, partition: string, run: RefreshRun): Promise<Write[]> {
  if (!hasFinished(run)) return [];
  const key = lastRunKey(run);
  const known = await readRow(deps.store, { partition, key }, processRow);
  if (known && isOutdated(run, known.data)) return [];
  if (!known) await environmentSeen(deps, partition, run.environmentId);
  const data: ProcessRow = {
    ...known?.data,
    process: run.process,
    name: nameOf(run),
    displayName: run.displayName ?? known?.data.displayName,
    lastStatus: run.status,
    lastStartedAt: run.startedAt,
    lastEndedAt: run.endedAt,
    runId: run.runId,
    submission: run.submission,
    errorCode: run.errorCode,
    errorMessage: run.errorMessage,
  };
  return [known ? { kind: 'replace', key, etag: known.etag, data } : { kind: 'insert', key, data }];
}

/** The key of the row with the last run of a process. */
export function lastRunKey(run: RefreshRun): string {
  return run.process === 'data-source' ? dataSourceKey(run.name) : processKey(run.process, nameOf(run) ?? '');
}

function nameOf({ process, name }: RefreshRun): string | undefined {
  return isSingle(process) ? undefined : name;
}

/** An environment has one unification and one full refresh, whatever name a report of them carries. */
function isSingle(process: Process): boolean {
  return process === 'unification' || process === 'full-refresh';
}

/** Whether a later run is known, or a report of this run with the same end or a later one: a run that is reported again needs a later end. */
function isOutdated({ endedAt, runId }: FinishedRun, known: ProcessRow): boolean {
  return known.lastEndedAt > endedAt || (known.lastEndedAt === endedAt && known.runId === runId);
}
