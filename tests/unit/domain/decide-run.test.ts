import { describe, expect, test } from '@jest/globals';
import type { RunStatus } from '../../../shared/contract/run-status.ts';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import type { RefreshRun } from '../../../shared/domain/events.ts';
import type { TriggerProcess } from '../../../shared/domain/operations.ts';
import { type Fields, refreshEvent } from './support/native-events.ts';
import { instant, readRun } from './support/readings.ts';
import { taskRecord, workflowRecord } from './support/workflow-records.ts';

function run(process: TriggerProcess, status: RunStatus): RefreshRun {
  return {
    kind: 'refresh-run',
    eventId: 'e-1',
    environmentId: 'contoso',
    process,
    status,
    runId: 'job-7',
    name: 'crm-contacts',
    endedAt: instant('2026-11-20T02:14:09Z'),
  };
}

/** The trigger type that fires, or `nothing` and the reason. */
function decided(report: RefreshRun): string {
  const decision = decideRun(report);
  return decision.outcome === 'fires' ? decision.triggerType : `nothing: ${decision.reason}`;
}

function factsOf(message: Fields) {
  const decision = decideRun(readRun(message));
  if (decision.outcome !== 'fires') throw new Error(decision.reason);
  return JSON.parse(JSON.stringify(decision.facts));
}

describe('what a finished run fires', () => {
  test.each<[process: TriggerProcess, status: RunStatus, triggerType: string]>([
    ['data-source', 'failed', 'data-source-refresh-failed'],
    ['data-source', 'succeeded', 'data-source-refresh-succeeded'],
    ['data-source', 'completedWithWarnings', 'data-source-refresh-succeeded'],
    ['full-refresh', 'failed', 'full-refresh-completed'],
    ['full-refresh', 'succeeded', 'full-refresh-completed'],
    ['full-refresh', 'completedWithWarnings', 'full-refresh-completed'],
    ['unification', 'failed', 'unification-refresh-completed'],
    ['unification', 'succeeded', 'unification-refresh-completed'],
    ['unification', 'completedWithWarnings', 'unification-refresh-completed'],
  ])('a %s that ends %s fires %s', (process, status, triggerType) => {
    expect(decided(run(process, status))).toBe(triggerType);
  });

  const silent: RunStatus[] = ['running', 'canceled', 'skipped', 'deleted'];
  const processes: TriggerProcess[] = ['data-source', 'full-refresh', 'unification'];
  const rows = silent.flatMap((status) => processes.map((process): [TriggerProcess, RunStatus] => [process, status]));

  test.each(rows)('a %s that is %s fires nothing, with a reason', (process, status) => {
    expect(decided(run(process, status))).toBe(`nothing: ${status === 'running' ? 'not-finished' : status}`);
  });

  test('a run that is retrying fires nothing', () => {
    expect(decided(readRun(refreshEvent({ status: 'retrying' })))).toBe('nothing: not-finished');
  });

  test('a running run that names an end fires nothing', () => {
    expect(decided(run('data-source', 'running'))).toBe('nothing: not-finished');
  });
});

describe('from the words of the queue to a trigger type', () => {
  test.each<[rule: string, message: Fields, triggerType: string]>([
    ['an ingestion that timed out has failed', refreshEvent({ status: 'timedOut' }), 'data-source-refresh-failed'],
    [
      'an ingestion completed with errors has failed',
      refreshEvent({ status: 'completedWithErrors' }),
      'data-source-refresh-failed',
    ],
    [
      'an ingestion with warnings has succeeded',
      refreshEvent({ status: 'succeededWithWarnings' }),
      'data-source-refresh-succeeded',
    ],
    [
      'a merge is the unification',
      refreshEvent({ operation: 'merge', status: 'successful' }),
      'unification-refresh-completed',
    ],
    ['a failed unification is completed', refreshEvent({ operation: 'unification' }), 'unification-refresh-completed'],
    [
      'operation all is the full refresh',
      refreshEvent({ operation: 'all', status: 'successful' }),
      'full-refresh-completed',
    ],
    [
      'a canceled full refresh is not completed',
      refreshEvent({ operation: 'all', status: 'aborted' }),
      'nothing: canceled',
    ],
    [
      'a Merge task inside a full refresh fires too',
      taskRecord('Merge.TaskCompleted'),
      'unification-refresh-completed',
    ],
    ['an All workflow is the full refresh', workflowRecord('All.WorkflowCompleted'), 'full-refresh-completed'],
    [
      'a skipped Ingestion task fires nothing',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Skipped' }),
      'nothing: skipped',
    ],
  ])('%s', (_rule, message, triggerType) => {
    expect(decided(readRun(message))).toBe(triggerType);
  });
});

describe('what a firing knows', () => {
  test("it occurred at the run's end, to seven digits", () => {
    const decision = decideRun(readRun(refreshEvent({ endedAt: '2026-11-20T04:14:09.1234567+02:00' })));
    expect(decision).toMatchObject({ occurredAt: '2026-11-20T02:14:09.1234567Z' });
  });

  const common = {
    status: 'failed',
    runId: 'job-7',
    submission: 'scheduled',
    startedAt: '2026-11-20T02:00:00Z',
    endedAt: '2026-11-20T02:14:09Z',
  };
  const error = { errorCode: 'dataSourceRefreshTimeout', errorMessage: 'The refresh took too long.' };
  const counts = { succeededCount: 7, failedCount: 0, skippedCount: 11, canceledCount: 0, withWarningsCount: 1 };
  const source = { dataSourceName: 'crm-contacts', dataSourceDisplayName: 'CRM contacts' };

  test.each<[rule: string, message: Fields, facts: Fields]>([
    ['a data source: its names, the run and the error', refreshEvent(), { ...source, ...common, ...error }],
    [
      'a full refresh: the run, the counts and the error',
      refreshEvent({ operation: 'all' }),
      { ...common, ...counts, ...error },
    ],
    ['unification: the run alone', refreshEvent({ operation: 'merge' }), common],
  ])('%s', (_rule, message, facts) => {
    expect(factsOf(message)).toEqual(facts);
  });

  test('what is not known is left out', () => {
    const bare = { displayName: null, submission: null, startedAt: null, error: null, counts: null };
    const known = { status: 'failed', runId: 'job-7', endedAt: '2026-11-20T02:14:09Z' };
    expect(factsOf(refreshEvent(bare))).toEqual({ dataSourceName: 'crm-contacts', ...known });
    expect(factsOf(refreshEvent({ ...bare, operation: 'all' }))).toEqual(known);
    expect(factsOf(refreshEvent({ ...bare, operation: 'merge' }))).toEqual(known);
  });

  test('a count of 0 is known', () => {
    expect(factsOf(refreshEvent({ operation: 'all', counts: { failed: 0 } }))).toHaveProperty('failedCount', 0);
  });

  test.each([
    ['succeeded', 'succeeded'],
    ['completedWithWarnings', 'completedWithWarnings'],
    ['timedOut', 'failed'],
  ])('a run that ended %s has the status %s', (status, shown) => {
    for (const operation of ['ingestion', 'merge', 'all'])
      expect(factsOf(refreshEvent({ operation, status })).status).toBe(shown);
  });
});
