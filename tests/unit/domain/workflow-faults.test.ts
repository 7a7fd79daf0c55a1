import { describe, expect, test } from '@jest/globals';
import { type Fields, fullRefreshEvent } from '../../support/event-builders.ts';
import { allInWords, outcome } from './support/readings.ts';
import { taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

describe('faults of a record', () => {
  test.each<[rule: string, record: Fields, targets: string]>([
    [
      'a task of an ingestion without an identifier',
      taskRecord('Ingestion.TaskCompleted', { identifier: '' }),
      'properties.identifier',
    ],
    ['no result type', taskRecord('Ingestion.TaskCompleted', {}, { resultType: null }), 'resultType'],
    ['an unknown result type', taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Odd' }), 'resultType'],
    [
      'no time of the end at all',
      taskRecord('Ingestion.TaskCompleted', { endTimestamp: null }, { time: null }),
      'properties.endTimestamp',
    ],
    [
      'an end without an offset',
      taskRecord('Ingestion.TaskCompleted', { endTimestamp: '2026-11-20T02:14:09' }),
      'properties.endTimestamp',
    ],
    ['no job', taskRecord('Ingestion.TaskCompleted', { workflowJobId: null }), 'properties.workflowJobId'],
    ['no instance', taskRecord('Ingestion.TaskCompleted', { instanceId: '' }), 'properties.instanceId'],
    [
      'an instance of 129 characters',
      taskRecord('Ingestion.TaskCompleted', { instanceId: 'c'.repeat(129) }),
      'properties.instanceId',
    ],
    ['no properties', taskRecord('Ingestion.TaskCompleted', {}, { properties: undefined }), 'properties'],
    [
      'properties that are no JSON',
      taskRecord('Ingestion.TaskCompleted', {}, { properties: '{"eventType":' }),
      'properties',
    ],
    ['an operation name without a phase', taskRecord('Ingestion'), 'operationName'],
    ['an operation name of another phase', taskRecord('Ingestion.TaskPaused'), 'operationName'],
    ['an operation name that is empty', taskRecord(''), 'operationName'],
  ])('%s is unreadable, by the place of the field', (_rule, record, target) => {
    expect(outcome(record)).toBe(`unreadable: ${target}`);
  });

  test.each<[rule: string, record: Fields]>([
    [
      'the time of the record stands in for a missing end',
      taskRecord('Ingestion.TaskCompleted', { endTimestamp: null }),
    ],
    [
      'empty and null optional properties are unknown',
      taskRecord('Ingestion.TaskCompleted', { friendlyName: '', error: null, startTimestamp: null }),
    ],
    ['an instance of 128 characters is taken', taskRecord('Ingestion.TaskCompleted', { instanceId: 'c'.repeat(128) })],
    [
      'properties without an event type are taken for a WorkflowEvent',
      taskRecord('Ingestion.TaskCompleted', { eventType: undefined }),
    ],
  ])('%s', (_rule, record) => {
    expect(outcome(record)).toBe('data-source succeeded');
  });

  test('every fault of one record is named', () => {
    const record = taskRecord('Ingestion.TaskCompleted', { identifier: '' }, { resultType: null });
    expect(outcome(record)).toBe('unreadable: properties.identifier, resultType');
  });
});

describe('which records are WorkflowEvents', () => {
  test.each<[rule: string, record: Fields, outcome: string]>([
    [
      'an audit record is ignored, with a reason',
      {
        time: '2026-11-20T02:00:00Z',
        operationName: 'Segment',
        category: 'Audit',
        resultType: 'Success',
        properties: { eventType: 'ApiEvent', method: 'PUT', path: '/segments' },
      },
      'ignored: not-a-workflow-event',
    ],
    [
      'an audit record with text properties is ignored',
      { operationName: 'Segment', properties: '{"eventType":"ApiEvent"}' },
      'ignored: not-a-workflow-event',
    ],
    [
      'a native event with a field called operationName is native',
      fullRefreshEvent({ operationName: 'Ingestion.TaskCompleted' }),
      'data-source failed',
    ],
  ])('%s', (_rule, record, expected) => {
    expect(outcome(record)).toBe(expected);
  });

  test('records of Azure Monitor stand side by side, each with its own reading', () => {
    const records = [
      workflowRecord('Match.WorkflowCompleted'),
      withTextProperties(taskRecord('Ingestion.TaskCompleted', { instanceId: null })),
    ];
    expect(allInWords('refresh-status', { records })).toEqual([
      'ignored: operation-without-trigger',
      'unreadable: records[1].properties.instanceId',
    ]);
  });
});
