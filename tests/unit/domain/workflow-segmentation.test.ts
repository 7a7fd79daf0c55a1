import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../support/event-builders.ts';
import { allInWords, outcome, readSample } from './support/readings.ts';
import { segmentationRecord, taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

/** Values of additional info that hold no valid count. */
const NO_COUNTS = [
  'free text',
  '[]',
  [],
  5,
  true,
  undefined,
  ...[-1, 1.5, 'n/a'].map((entityCount) => ({ entityCount })),
];

const inWords = (record: Fields) => allInWords('refresh-status', record).join();

test('a Segmentation.TaskCompleted record with a member count is a metric sample of that segment', () => {
  const sample = {
    kind: 'metric-sample',
    metricType: 'segment',
    environmentId: 'contoso',
    name: 'high-value',
    displayName: 'High value',
    value: 1203,
    evaluatedAt: '2026-11-20T02:14:09.1234567Z',
    runId: '5d3a6c3e-7a51-4a08-a1f4-37a2f4d0e1c9',
  };
  expect(readSample('refresh-status', segmentationRecord(1203))).toMatchObject(sample);
  expect(readSample('refresh-status', withTextProperties(segmentationRecord(1203)))).toMatchObject(sample);
});

describe('the member count of a WorkflowEvent record', () => {
  test.each<[rule: string, count: unknown, value: number]>([
    ['0', 0, 0],
    ['a number as text', '1203', 1203],
    ['a number beyond 32 bits', 5_000_000_000, 5_000_000_000],
  ])('is read from entityCount: %s', (_rule, count, value) => {
    expect(readSample('refresh-status', segmentationRecord(count)).value).toBe(value);
  });

  test.each<[rule: string, additionalInfo: Fields, value: number]>([
    ['alone', { tableCount: 7 }, 7],
    ['as text', { tableCount: '7' }, 7],
    ['beside an entityCount that is null', { entityCount: null, tableCount: 7 }, 7],
    ['beside an entityCount that cannot be read', { entityCount: 'n/a', tableCount: 7 }, 7],
  ])('is read from tableCount %s', (_rule, additionalInfo, value) => {
    expect(readSample('refresh-status', segmentationRecord(0, { additionalInfo })).value).toBe(value);
  });

  test('is read from additional info that is JSON text', () => {
    const record = segmentationRecord(0, { additionalInfo: '{"entityCount":7}' });
    expect(readSample('refresh-status', withTextProperties(record)).value).toBe(7);
  });

  test('is read from a segmentation that succeeded with warnings', () => {
    expect(readSample('refresh-status', segmentationRecord(5, {}, { level: 'Warning' })).value).toBe(5);
  });

  test.each([
    ['Failure', 'failed'],
    ['Skipped', 'skipped'],
    ['Running', 'running'],
    ['Aborted', 'canceled'],
    ['TimedOut', 'failed'],
  ])('is not read from a segmentation that ended %s, whose run is %s', (resultType, status) => {
    expect(outcome(segmentationRecord(1203, {}, { resultType }))).toBe(`segmentation ${status}`);
    expect(outcome(segmentationRecord(0, {}, { resultType }))).toBe(`segmentation ${status}`);
  });

  test.each<[rule: string, record: Fields]>([
    ['a negative count', segmentationRecord(-1)],
    ['a fractional count', segmentationRecord(1.5)],
    ['a count of NaN', segmentationRecord('NaN')],
    ['additional info that is not an object', segmentationRecord(0, { additionalInfo: 'n/a' })],
    ['null as additional info', segmentationRecord(0, { additionalInfo: null })],
    ['additional info without a count', segmentationRecord(undefined)],
    ['a null count', segmentationRecord(null)],
  ])('is absent in a succeeded segmentation run with %s', (_rule, record) => {
    expect(outcome(record)).toBe('segmentation succeeded');
  });

  test.each(NO_COUNTS)(
    'does not matter for other records, which keep their status with additional info %j',
    (additionalInfo) => {
      const failed = { resultType: 'Failure' };
      expect(outcome(taskRecord('Ingestion.TaskCompleted', { additionalInfo }, failed))).toBe('data-source failed');
      expect(outcome(taskRecord('Ingestion.TaskCompleted', { additionalInfo }))).toBe('data-source succeeded');
      expect(outcome(segmentationRecord(0, { additionalInfo }, failed))).toBe('segmentation failed');
      const text = withTextProperties(taskRecord('Ingestion.TaskCompleted', { additionalInfo }, failed));
      expect(outcome(text)).toBe('data-source failed');
      const workflow = workflowRecord('All.WorkflowCompleted', { additionalInfo });
      expect(outcome(workflow)).toBe('full-refresh succeeded');
    },
  );

  test('is not read from another operation with an entityCount', () => {
    const record = taskRecord('Measures.TaskCompleted', { additionalInfo: { entityCount: 7 } });
    expect(outcome(record)).toBe('measures succeeded');
  });

  test.each<[rule: string, record: Fields]>([
    ['a workflow record of a segmentation', workflowRecord('Segmentation.WorkflowCompleted')],
    [
      'a workflow record of a segmentation with a count',
      workflowRecord('Segmentation.WorkflowCompleted', { additionalInfo: { entityCount: 7 } }),
    ],
  ])('is not read from %s, which is ignored', (_rule, record) => {
    expect(inWords(record)).toBe('ignored: operation-without-trigger');
  });

  test('is not read from a segmentation that has only started', () => {
    expect(inWords(taskRecord('Segmentation.TaskStarted', { additionalInfo: { entityCount: 7 } }))).toBe(
      'ignored: not-finished',
    );
  });
});

describe('a segmentation record', () => {
  test('without a member count needs no identifier', () => {
    expect(outcome(segmentationRecord(undefined, { identifier: 7 }))).toBe('segmentation succeeded');
  });

  test.each<[rule: string, record: Fields, targets: string]>([
    ['no identifier', segmentationRecord(7, { identifier: null }), 'properties.identifier'],
    ['an identifier that is a number', segmentationRecord(7, { identifier: 7 }), 'properties.identifier'],
    ['no end time', segmentationRecord(7, { endTimestamp: null }, { time: null }), 'properties.endTimestamp'],
  ])('with %s is unreadable, and the fault names the field', (_rule, record, target) => {
    expect(inWords(record)).toBe(`unreadable: ${target}`);
  });
});

describe('the derived event id of a segmentation record', () => {
  const idOf = (properties: Fields, count = 7) =>
    readSample('refresh-status', segmentationRecord(count, properties)).eventId;

  test('does not depend on the count', () => {
    expect(idOf({}, 8)).toBe(idOf({}));
  });

  test.each<[part: string, properties: Fields]>([
    ['instance', { instanceId: 'fabrikam' }],
    ['job', { workflowJobId: 'job-8' }],
    ['identifier', { identifier: 'low-value' }],
  ])('differs for another %s', (_part, properties) => {
    expect(idOf(properties)).not.toBe(idOf({}));
  });
});
