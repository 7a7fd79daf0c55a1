import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../support/event-builders.ts';
import { outcome, readRun } from './support/readings.ts';
import { taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

const JOB = '5d3a6c3e-7a51-4a08-a1f4-37a2f4d0e1c9';
const failure = { resultType: 'Failure', level: 'Error' };

test('an Ingestion.TaskCompleted record is read as a run of a data source with all its fields', () => {
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

describe('reading a WorkflowEvent record:', () => {
  test.each<[rule: string, record: Fields, outcome: string]>([
    [
      'Ingestion.TaskCompleted with result Successful is data-source succeeded',
      taskRecord('Ingestion.TaskCompleted'),
      'data-source succeeded',
    ],
    [
      'Ingestion.TaskCompleted with result Successful and level Warning is data-source completedWithWarnings',
      taskRecord('Ingestion.TaskCompleted', {}, { level: 'Warning' }),
      'data-source completedWithWarnings',
    ],
    [
      'Ingestion.TaskCompleted with result Failure is data-source failed',
      taskRecord('Ingestion.TaskCompleted', {}, failure),
      'data-source failed',
    ],
    [
      'Ingestion.TaskCompleted with result Failure and level Warning is data-source failed',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Failure', level: 'Warning' }),
      'data-source failed',
    ],
    [
      'Ingestion.TaskCompleted with result Skipped is data-source skipped',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Skipped' }),
      'data-source skipped',
    ],
    [
      'Ingestion.TaskCompleted with result Running is data-source running',
      taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Running' }),
      'data-source running',
    ],
    [
      'Ingestion.WorkflowCompleted is ignored: other-phase',
      workflowRecord('Ingestion.WorkflowCompleted'),
      'ignored: other-phase',
    ],
    [
      'Ingestion.TaskStarted is ignored: not-finished',
      taskRecord('Ingestion.TaskStarted', { endTimestamp: null }, { resultType: 'Running' }),
      'ignored: not-finished',
    ],
    [
      'Merge.TaskCompleted is unification succeeded',
      taskRecord('Merge.TaskCompleted', { identifier: null }),
      'unification succeeded',
    ],
    [
      'Merge.TaskCompleted with result Failure is unification failed',
      taskRecord('Merge.TaskCompleted', { identifier: null }, failure),
      'unification failed',
    ],
    [
      'Merge.WorkflowCompleted is ignored: other-phase',
      workflowRecord('Merge.WorkflowCompleted'),
      'ignored: other-phase',
    ],
    ['Map.TaskCompleted is map succeeded', taskRecord('Map.TaskCompleted'), 'map succeeded'],
    ['Match.TaskCompleted is match succeeded', taskRecord('Match.TaskCompleted'), 'match succeeded'],
    [
      'Match.WorkflowCompleted is ignored: operation-without-trigger',
      workflowRecord('Match.WorkflowCompleted'),
      'ignored: operation-without-trigger',
    ],
    [
      'Export.TaskCompleted is export succeeded',
      taskRecord('Export.TaskCompleted', {
        additionalInfo: { Kind: 'DynamicsMarketing', AffectedEntities: ['a'], MessageCode: 'x' },
      }),
      'export succeeded',
    ],
    [
      'All.WorkflowCompleted is full-refresh succeeded',
      workflowRecord('All.WorkflowCompleted'),
      'full-refresh succeeded',
    ],
    [
      'All.WorkflowCompleted with result Failure is full-refresh failed',
      workflowRecord('All.WorkflowCompleted', {}, failure),
      'full-refresh failed',
    ],
    [
      'All.WorkflowCompleted with level Warning is full-refresh completedWithWarnings',
      workflowRecord('All.WorkflowCompleted', {}, { level: 'Warning' }),
      'full-refresh completedWithWarnings',
    ],
    [
      'All.WorkflowStarted is ignored: not-finished',
      workflowRecord('All.WorkflowStarted', { endTimestamp: null }, { resultType: 'Running' }),
      'ignored: not-finished',
    ],
    ['All.TaskCompleted is ignored: other-phase', taskRecord('All.TaskCompleted'), 'ignored: other-phase'],
    [
      'Holography.TaskCompleted of an unknown operation is ignored: operation-not-known',
      taskRecord('Holography.TaskCompleted'),
      'ignored: operation-not-known',
    ],
  ])('%s', (_rule, record, expected) => {
    expect(outcome(record)).toBe(expected);
    expect(outcome(withTextProperties(record))).toBe(expected);
  });
});

describe('a WorkflowEvent record in another letter case', () => {
  test.each<[rule: string, record: Fields, outcome: string]>([
    ['the operation name INGESTION.TASKCOMPLETED', taskRecord('INGESTION.TASKCOMPLETED'), 'data-source succeeded'],
    ['the operation name all.workflowCompleted', workflowRecord('all.workflowCompleted'), 'full-refresh succeeded'],
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
  ])('is read like the usual spelling: %s', (_rule, record, expected) => {
    expect(outcome(record)).toBe(expected);
  });

  test.each([
    ['OnDemand', 'manual'],
    ['onDemand', 'manual'],
    ['Scheduled', 'scheduled'],
    ['scheduled', 'scheduled'],
  ])('is read: the submission kind %s means %s', (workflowSubmissionKind, submission) => {
    expect(readRun(workflowRecord('All.WorkflowCompleted', { workflowSubmissionKind })).submission).toBe(submission);
  });
});

describe('the derived event id of a WorkflowEvent record', () => {
  const idOf = (operationName: string, properties: Fields = {}) =>
    readRun(taskRecord(operationName, properties)).eventId;
  const id = idOf('Ingestion.TaskCompleted');

  test.each<[rule: string, record: Fields]>([
    ['whose properties are text', withTextProperties(taskRecord('Ingestion.TaskCompleted'))],
    ['whose operation has another letter case', taskRecord('ingestion.taskCompleted')],
    ['that was written at another time', taskRecord('Ingestion.TaskCompleted', {}, { time: '2026-11-21T00:00:00Z' })],
    ['with another result', taskRecord('Ingestion.TaskCompleted', {}, failure)],
  ])('is the same for a record of the same step %s', (_rule, record) => {
    expect(readRun(record).eventId).toBe(id);
  });

  test.each<[rule: string, other: string]>([
    ['instance', idOf('Ingestion.TaskCompleted', { instanceId: 'fabrikam' })],
    ['job', idOf('Ingestion.TaskCompleted', { workflowJobId: 'job-8' })],
    ['identifier', idOf('Ingestion.TaskCompleted', { identifier: 'erp-orders' })],
    ['operation', idOf('Merge.TaskCompleted')],
  ])('differs for another %s', (_rule, other) => {
    expect(other).not.toBe(id);
  });
});
