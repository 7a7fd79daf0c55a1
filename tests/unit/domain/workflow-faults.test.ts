import { describe, expect, test } from '@jest/globals';
import { type Fields, fullRefreshEvent } from '../../support/event-builders.ts';
import { allInWords, outcome } from './support/readings.ts';
import { taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

describe('a WorkflowEvent record', () => {
  test.each<[rule: string, record: Fields, targets: string]>([
    [
      'no identifier in an ingestion task',
      taskRecord('Ingestion.TaskCompleted', { identifier: '' }),
      'properties.identifier',
    ],
    ['no result type', taskRecord('Ingestion.TaskCompleted', {}, { resultType: null }), 'resultType'],
    ['an unknown result type', taskRecord('Ingestion.TaskCompleted', {}, { resultType: 'Odd' }), 'resultType'],
    [
      'no end time and no record time',
      taskRecord('Ingestion.TaskCompleted', { endTimestamp: null }, { time: null }),
      'properties.endTimestamp',
    ],
    [
      'an end time without an offset',
      taskRecord('Ingestion.TaskCompleted', { endTimestamp: '2026-11-20T02:14:09' }),
      'properties.endTimestamp',
    ],
    ['no job id', taskRecord('Ingestion.TaskCompleted', { workflowJobId: null }), 'properties.workflowJobId'],
    ['no instance id', taskRecord('Ingestion.TaskCompleted', { instanceId: '' }), 'properties.instanceId'],
    [
      'an instance id of 129 characters',
      taskRecord('Ingestion.TaskCompleted', { instanceId: 'c'.repeat(129) }),
      'properties.instanceId',
    ],
    ['no properties', taskRecord('Ingestion.TaskCompleted', {}, { properties: undefined }), 'properties'],
    [
      'properties that are not JSON',
      taskRecord('Ingestion.TaskCompleted', {}, { properties: '{"eventType":' }),
      'properties',
    ],
    ['an operation name without a phase', taskRecord('Ingestion'), 'operationName'],
    ['an operation name with an unknown phase', taskRecord('Ingestion.TaskPaused'), 'operationName'],
    ['an empty operation name', taskRecord(''), 'operationName'],
  ])('with %s is unreadable, and the fault names the field', (_rule, record, target) => {
    expect(outcome(record)).toBe(`unreadable: ${target}`);
  });

  test.each<[rule: string, record: Fields]>([
    [
      'with a record time in place of a missing end time',
      taskRecord('Ingestion.TaskCompleted', { endTimestamp: null }),
    ],
    [
      'with empty and null optional properties',
      taskRecord('Ingestion.TaskCompleted', { friendlyName: '', error: null, startTimestamp: null }),
    ],
    ['with an instance id of 128 characters', taskRecord('Ingestion.TaskCompleted', { instanceId: 'c'.repeat(128) })],
    ['without an event type', taskRecord('Ingestion.TaskCompleted', { eventType: undefined })],
  ])('%s is readable', (_rule, record) => {
    expect(outcome(record)).toBe('data-source succeeded');
  });

  test('with several faults names all of them', () => {
    const record = taskRecord('Ingestion.TaskCompleted', { identifier: '' }, { resultType: null });
    expect(outcome(record)).toBe('unreadable: properties.identifier, resultType');
  });
});

describe('telling WorkflowEvent records from other events:', () => {
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
      'an audit record that only its category tells',
      workflowRecord('UpdateSegment', { eventType: undefined }, { category: 'audit' }),
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

  test('each record of an Azure Monitor message is read by itself', () => {
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
