import type { FactsByType, FiringFacts } from '../contract/payload.ts';
import type { FinishedStatus, FiringStatus } from '../contract/run-status.ts';
import { type FinishedRun, hasFinished, type RefreshRun } from './events.ts';
import { displayInstant, type Instant } from './instant.ts';
import { isTriggerProcess, type TriggerProcess } from './operations.ts';
import type { RunTriggerType } from './topic.ts';

/** What a report on a run fires, or why it fires nothing. */
export type RunDecision =
  | { readonly outcome: 'ignored'; readonly reason: string }
  | ({ readonly outcome: 'fires'; readonly occurredAt: Instant } & FiringFacts<RunTriggerType>);

/** Decides which trigger type a report on a run fires, if any. The caller finds out whether the run has fired before. */
export function decideRun(run: RefreshRun): RunDecision {
  const { process } = run;
  if (!isTriggerProcess(process)) return { outcome: 'ignored', reason: 'operation-without-trigger' };
  if (!hasFinished(run)) return { outcome: 'ignored', reason: 'not-finished' };
  const { status } = run;
  if (!canFire(status)) return { outcome: 'ignored', reason: status };
  return { outcome: 'fires', occurredAt: run.endedAt, ...firingFacts(run, process, status) };
}

function canFire(status: FinishedStatus): status is FiringStatus {
  return status === 'succeeded' || status === 'completedWithWarnings' || status === 'failed';
}

function firingFacts(run: FinishedRun, process: TriggerProcess, status: FiringStatus): FiringFacts<RunTriggerType> {
  if (run.process === 'data-source') {
    const triggerType = status === 'failed' ? 'data-source-refresh-failed' : 'data-source-refresh-succeeded';
    const names: NameFacts = { dataSourceName: run.name, dataSourceDisplayName: run.displayName };
    return { triggerType, facts: { ...names, ...startOf(run, status), ...errorOf(run), ...endOf(run) } };
  }
  if (process === 'unification') {
    return { triggerType: 'unification-refresh-completed', facts: { ...startOf(run, status), ...endOf(run) } };
  }
  const facts = { ...startOf(run, status), ...countsOf(run), ...errorOf(run), ...endOf(run) };
  return { triggerType: 'full-refresh-completed', facts };
}

type RunFacts = FactsByType['full-refresh-completed'];
type NameFacts = Pick<FactsByType['data-source-refresh-failed'], 'dataSourceName' | 'dataSourceDisplayName'>;
type StartFacts = Pick<RunFacts, 'status' | 'runId' | 'submission' | 'startedAt'>;
type ErrorFacts = Pick<RunFacts, 'errorCode' | 'errorMessage'>;
type EndFacts = Pick<RunFacts, 'endedAt'>;
type CountFacts = Omit<RunFacts, keyof StartFacts | keyof ErrorFacts | keyof EndFacts>;

function startOf({ runId, submission, startedAt }: FinishedRun, status: FiringStatus): StartFacts {
  return { status, runId, submission, startedAt: startedAt && displayInstant(startedAt) };
}

function errorOf({ errorCode, errorMessage }: FinishedRun): ErrorFacts {
  return { errorCode, errorMessage };
}

function endOf({ endedAt }: FinishedRun): EndFacts {
  return { endedAt: displayInstant(endedAt) };
}

function countsOf({ counts }: FinishedRun): CountFacts {
  return {
    succeededCount: counts?.succeeded,
    failedCount: counts?.failed,
    skippedCount: counts?.skipped,
    canceledCount: counts?.canceled,
    withWarningsCount: counts?.withWarnings,
  };
}
