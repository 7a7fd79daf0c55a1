import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../support/event-builders.ts';
import { outcome, readRun } from './support/readings.ts';
import { taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

const JOB = '5d3a6c3e-7a51-4a08-a1f4-37a2f4d0e1c9';
const failure = { resultType: 'Failure', level: 'Error' };

test('an Ingestion.TaskCompleted record is a run of a data source, with all that it tells', () => {
  const error = 'The credentials of the data source have expired.';
  expect(readRun(taskRecord('Ingestion.TaskCompleted', { error }, failure))).toMatchObject({
    environmentId: 'contoso',
    process: 'data-source',
    status: 'failed',
    runId: JOB,
    name: 'crm-contacts',
    displayName: 'CRM contacts',
    startedAt: '2026-11-20T02:00:00.1000000Z',
    endedAt: '2026-11-20T02:14:09.1234567Z',
    errorMessage: error,
  });
});

describe('what each record means', () => {
  test.each<[rule: string, record: Fields, outcome: string]>([
    ['Ingestion.TaskCompleted Successful', taskRecord('Ingestion.TaskCompleted'), 'data-source succeeded'],
    [
      'Ingestion.TaskCompleted Successful of level Warning',
      taskRecord('Ingestion.TaskCompleted', {}, { level: 'Warning' }),
      'data-source completedWithWarnings',
    ],
    ['Ingestion.TaskCompleted Failure', taskRecord('Ingestion.TaskCompleted', {}, failure), 'data-source failed'],
    [
      'Ingestion.TaskCompleted Failure of level Warning',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Failure', level: 'Warning' }),
      'data-source failed',
    ],
    [
      'Ingestion.TaskCompleted Skipped',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Skipped' }),
      'data-source skipped',
    ],
    [
      'Ingestion.TaskCompleted Running',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Running' }),
      'data-source running',
    ],
    [
      'Ingestion.WorkflowCompleted, since a data source is done by its task',
      workflowRecord('Ingestion.WorkflowCompleted'),
      'ignored: other-phase',
    ],
    [
      'Ingestion.TaskStarted',
      taskRecord('Ingestion.TaskStarted', { endTimestamp: null }, { resultType: 'Running' }),
      'ignored: not-finished',
    ],
    ['Merge.TaskCompleted', taskRecord('Merge.TaskCompleted', { identifier: null }), 'unification succeeded'],
    [
      'Merge.TaskCompleted Failure',
      taskRecord('Merge.TaskCompleted', { identifier: null }, failure),
      'unification failed',
    ],
    ['Merge.WorkflowCompleted', workflowRecord('Merge.WorkflowCompleted'), 'ignored: other-phase'],
    ['Map.TaskCompleted', taskRecord('Map.TaskCompleted'), 'map succeeded'],
    ['Match.TaskCompleted, which is recorded and fires nothing', taskRecord('Match.TaskCompleted'), 'match succeeded'],
    ['Match.WorkflowCompleted', workflowRecord('Match.WorkflowCompleted'), 'ignored: operation-without-trigger'],
    [
      'Export.TaskCompleted',
      taskRecord('Export.TaskCompleted', {
        additionalInfo: { Kind: 'DynamicsMarketing', AffectedEntities: ['a'], MessageCode: 'x' },
      }),
      'export succeeded',
    ],
    ['All.WorkflowCompleted', workflowRecord('All.WorkflowCompleted'), 'full-refresh succeeded'],
    ['All.WorkflowCompleted Failure', workflowRecord('All.WorkflowCompleted', {}, failure), 'full-refresh failed'],
    [
      'All.WorkflowCompleted of level Warning',
      workflowRecord('All.WorkflowCompleted', {}, { level: 'Warning' }),
      'full-refresh completedWithWarnings',
    ],
    [
      'All.WorkflowStarted',
      workflowRecord('All.WorkflowStarted', { endTimestamp: null }, { resultType: 'Running' }),
      'ignored: not-finished',
    ],
    [
      'All.TaskCompleted, since a full refresh is done by its workflow',
      taskRecord('All.TaskCompleted'),
      'ignored: other-phase',
    ],
    [
      'Holography.TaskCompleted, an operation to come',
      taskRecord('Holography.TaskCompleted'),
      'ignored: operation-not-known',
    ],
  ])('%s', (_rule, record, expected) => {
    expect(outcome(record)).toBe(expected);
    expect(outcome(withTextProperties(record))).toBe(expected);
  });
});

describe('enum values are read in any case', () => {
  test.each<[rule: string, record: Fields, outcome: string]>([
    ['INGESTION.TASKCOMPLETED', taskRecord('INGESTION.TASKCOMPLETED'), 'data-source succeeded'],
    ['all.workflowCompleted', workflowRecord('all.workflowCompleted'), 'full-refresh succeeded'],
    [
      'the result type FAILURE',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'FAILURE' }),
      'data-source failed',
    ],
    [
      'the level warning',
      taskRecord('Ingestion.TaskCompleted', {}, { level: 'warning' }),
      'data-source completedWithWarnings',
    ],
    [
      'the event type workflowEvent',
      taskRecord('Ingestion.TaskCompleted', { eventType: 'workflowEvent' }),
      'data-source succeeded',
    ],
  ])('%s', (_rule, record, expected) => {
    expect(outcome(record)).toBe(expected);
  });

  test.each([
    ['OnDemand', 'manual'],
    ['onDemand', 'manual'],
    ['Scheduled', 'scheduled'],
    ['scheduled', 'scheduled'],
  ])('the submission kind %s is %s', (workflowSubmissionKind, submission) => {
    expect(readRun(workflowRecord('All.WorkflowCompleted', { workflowSubmissionKind })).submission).toBe(submission);
  });
});

describe('the derived event id', () => {
  const idOf = (operationName: string, properties: Fields = {}) =>
    readRun(taskRecord(operationName, properties)).eventId;
  const id = idOf('Ingestion.TaskCompleted');

  test.each<[rule: string, record: Fields]>([
    ['whose properties are text', withTextProperties(taskRecord('Ingestion.TaskCompleted'))],
    ['whose operation is written in another case', taskRecord('ingestion.taskCompleted')],
    ['that was written at another time', taskRecord('Ingestion.TaskCompleted', {}, { time: '2026-11-21T00:00:00Z' })],
    ['with another result', taskRecord('Ingestion.TaskCompleted', {}, failure)],
  ])('is the same for a report on the same step %s', (_rule, record) => {
    expect(readRun(record).eventId).toBe(id);
  });

  test.each<[rule: string, other: string]>([
    ['instance', idOf('Ingestion.TaskCompleted', { instanceId: 'fabrikam' })],
    ['job', idOf('Ingestion.TaskCompleted', { workflowJobId: 'job-8' })],
    ['identifier', idOf('Ingestion.TaskCompleted', { identifier: 'erp-orders' })],
    ['operation', idOf('Merge.TaskCompleted')],
  ])('is another for another %s', (_rule, other) => {
    expect(other).not.toBe(id);
  });
});
