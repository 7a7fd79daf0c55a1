import { describe, expect, test } from '@jest/globals';
import type { RunStatus } from '../../../shared/contract/run-status.ts';
import { decideRun } from '../../../shared/domain/decide-run.ts';
import type { RefreshRun } from '../../../shared/domain/events.ts';
import type { TriggerProcess } from '../../../shared/domain/operations.ts';
import { type Fields, fullRefreshEvent } from '../../support/event-builders.ts';
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

/** The trigger type that a run fires, or `nothing` and the reason. */
function decided(report: RefreshRun): string {
  const decision = decideRun(report);
  return decision.outcome === 'fires' ? decision.triggerType : `nothing: ${decision.reason}`;
}

/** The facts of the firing of a refresh message. */
function factsOf(message: Fields) {
  const decision = decideRun(readRun(message));
  if (decision.outcome !== 'fires') throw new Error(decision.reason);
  return JSON.parse(JSON.stringify(decision.facts));
}

describe('the decision on a refresh run:', () => {
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
  ])('a %s run that ended %s fires %s', (process, status, triggerType) => {
    expect(decided(run(process, status))).toBe(triggerType);
  });

  const withoutTrigger: RunStatus[] = ['running', 'canceled', 'skipped', 'deleted'];
  const processes: TriggerProcess[] = ['data-source', 'full-refresh', 'unification'];
  const rows = withoutTrigger.flatMap((status) =>
    processes.map((process): [TriggerProcess, RunStatus] => [process, status]),
  );

  test.each(rows)('a %s run that is %s fires nothing and has a reason', (process, status) => {
    expect(decided(run(process, status))).toBe(`nothing: ${status === 'running' ? 'not-finished' : status}`);
  });

  test('a run that is retrying fires nothing', () => {
    expect(decided(readRun(fullRefreshEvent({ status: 'retrying' })))).toBe('nothing: not-finished');
  });

  test('a running run with an end time fires nothing', () => {
    expect(decided(run('data-source', 'running'))).toBe('nothing: not-finished');
  });
});

describe('the decision on a refresh message:', () => {
  test.each<[rule: string, message: Fields, triggerType: string]>([
    [
      'an ingestion that timed out fires data-source-refresh-failed',
      fullRefreshEvent({ status: 'timedOut' }),
      'data-source-refresh-failed',
    ],
    [
      'an ingestion completed with errors fires data-source-refresh-failed',
      fullRefreshEvent({ status: 'completedWithErrors' }),
      'data-source-refresh-failed',
    ],
    [
      'an ingestion with warnings fires data-source-refresh-succeeded',
      fullRefreshEvent({ status: 'succeededWithWarnings' }),
      'data-source-refresh-succeeded',
    ],
    [
      'a merge fires unification-refresh-completed',
      fullRefreshEvent({ operation: 'merge', status: 'successful' }),
      'unification-refresh-completed',
    ],
    [
      'a failed unification fires unification-refresh-completed',
      fullRefreshEvent({ operation: 'unification' }),
      'unification-refresh-completed',
    ],
    [
      'operation all fires full-refresh-completed',
      fullRefreshEvent({ operation: 'all', status: 'successful' }),
      'full-refresh-completed',
    ],
    [
      'a canceled full refresh fires nothing',
      fullRefreshEvent({ operation: 'all', status: 'aborted' }),
      'nothing: canceled',
    ],
    [
      'a Merge task inside a full refresh fires unification-refresh-completed',
      taskRecord('Merge.TaskCompleted'),
      'unification-refresh-completed',
    ],
    ['an All workflow fires full-refresh-completed', workflowRecord('All.WorkflowCompleted'), 'full-refresh-completed'],
    [
      'a skipped Ingestion task fires nothing',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Skipped' }),
      'nothing: skipped',
    ],
  ])('%s', (_rule, message, triggerType) => {
    expect(decided(readRun(message))).toBe(triggerType);
  });
});

describe('the facts of a firing of a refresh run', () => {
  test('occur at the end of the run, exact to seven digits of a second', () => {
    const decision = decideRun(readRun(fullRefreshEvent({ endedAt: '2026-11-20T04:14:09.1234567+02:00' })));
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
    ['of a data source hold its names, the run and the error', fullRefreshEvent(), { ...source, ...common, ...error }],
    [
      'of a full refresh hold the run, the counts and the error',
      fullRefreshEvent({ operation: 'all' }),
      { ...common, ...counts, ...error },
    ],
    ['of a unification hold the run alone', fullRefreshEvent({ operation: 'merge' }), common],
  ])('%s', (_rule, message, facts) => {
    expect(factsOf(message)).toEqual(facts);
  });

  test('leave out unknown properties', () => {
    const bare = { displayName: null, submission: null, startedAt: null, error: null, counts: null };
    const known = { status: 'failed', runId: 'job-7', endedAt: '2026-11-20T02:14:09Z' };
    expect(factsOf(fullRefreshEvent(bare))).toEqual({ dataSourceName: 'crm-contacts', ...known });
    expect(factsOf(fullRefreshEvent({ ...bare, operation: 'all' }))).toEqual(known);
    expect(factsOf(fullRefreshEvent({ ...bare, operation: 'merge' }))).toEqual(known);
  });

  test('include a count of 0', () => {
    expect(factsOf(fullRefreshEvent({ operation: 'all', counts: { failed: 0 } }))).toHaveProperty('failedCount', 0);
  });

  test.each([
    ['succeeded', 'succeeded'],
    ['completedWithWarnings', 'completedWithWarnings'],
    ['timedOut', 'failed'],
  ])('of a run that ended %s have the status %s', (status, shown) => {
    for (const operation of ['ingestion', 'merge', 'all'])
      expect(factsOf(fullRefreshEvent({ operation, status })).status).toBe(shown);
  });
});
