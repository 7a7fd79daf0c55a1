import type { Facts } from '../contract/payload.ts';
import type { RefreshRun } from './events.ts';
import { displayInstant, type Instant } from './instant.ts';
import type { Process, RunStatus, TriggerProcess } from './operations.ts';
import type { RunTriggerType } from './topic.ts';

export type RunDecision =
  | { readonly outcome: 'ignored'; readonly reason: string }
  | {
      readonly outcome: 'fires';
      readonly triggerType: RunTriggerType;
      readonly occurredAt: Instant;
      readonly facts: Facts;
    };

/** Which trigger type a report on a run fires, if any. Whether the run has fired before is for the caller to find out. */
export function decideRun(run: RefreshRun): RunDecision {
  const { process } = run;
  if (!isTriggerProcess(process)) return { outcome: 'ignored', reason: 'operation-without-trigger' };
  if (!isOutcome(run.status))
    return { outcome: 'ignored', reason: run.status === 'running' ? 'not-finished' : run.status };
  const { endedAt } = run;
  if (!endedAt) return { outcome: 'ignored', reason: 'not-finished' };
  return {
    outcome: 'fires',
    triggerType: triggerTypeOf(process, run.status),
    occurredAt: endedAt,
    facts: { ...factsOf(run), endedAt: displayInstant(endedAt) },
  };
}

function isOutcome(status: RunStatus): boolean {
  return status === 'succeeded' || status === 'completedWithWarnings' || status === 'failed';
}

function isTriggerProcess(process: Process): process is TriggerProcess {
  return process === 'data-source' || process === 'unification' || process === 'full-refresh';
}

function triggerTypeOf(process: TriggerProcess, status: RunStatus): RunTriggerType {
  if (process === 'full-refresh') return 'full-refresh-completed';
  if (process === 'unification') return 'unification-refresh-completed';
  return status === 'failed' ? 'data-source-refresh-failed' : 'data-source-refresh-succeeded';
}

function factsOf(run: RefreshRun): Facts {
  const { status, runId, submission, errorCode, errorMessage, counts } = run;
  const startedAt = run.startedAt && displayInstant(run.startedAt);
  const common = { status, runId, submission, startedAt };
  if (run.process === 'unification') return common;
  if (run.process === 'data-source') {
    return { dataSourceName: run.name, dataSourceDisplayName: run.displayName, ...common, errorCode, errorMessage };
  }
  return {
    ...common,
    succeededCount: counts?.succeeded,
    failedCount: counts?.failed,
    skippedCount: counts?.skipped,
    canceledCount: counts?.canceled,
    withWarningsCount: counts?.withWarnings,
    errorCode,
    errorMessage,
  };
}
