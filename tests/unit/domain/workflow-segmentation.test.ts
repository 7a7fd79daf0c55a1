import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../support/event-builders.ts';
import { allInWords, outcome, readSample } from './support/readings.ts';
import { segmentationRecord, taskRecord, withTextProperties, workflowRecord } from './support/workflow-records.ts';

/** What is no object with a count, to whoever expects one. */
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

test('a Segmentation.TaskCompleted with a member count is a metric change of that segment', () => {
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

describe('which records carry a member count', () => {
  test.each<[rule: string, count: unknown, value: number]>([
    ['a count of 0', 0, 0],
    ['a count as text', '1203', 1203],
    ['a count beyond 32 bits', 5_000_000_000, 5_000_000_000],
  ])('%s is read', (_rule, count, value) => {
    expect(readSample('refresh-status', segmentationRecord(count)).value).toBe(value);
  });

  test('additional info may itself be JSON text', () => {
    const record = segmentationRecord(0, { additionalInfo: '{"entityCount":7}' });
    expect(readSample('refresh-status', withTextProperties(record)).value).toBe(7);
  });

  test('a success with warnings is a member count', () => {
    expect(readSample('refresh-status', segmentationRecord(5, {}, { level: 'Warning' })).value).toBe(5);
  });

  test.each([
    ['Failure', 'failed'],
    ['Skipped', 'skipped'],
    ['Running', 'running'],
    ['Aborted', 'canceled'],
    ['TimedOut', 'failed'],
  ])('a segmentation that ended %s did not succeed: a run, and no member count', (resultType, status) => {
    expect(outcome(segmentationRecord(1203, {}, { resultType }))).toBe(`segmentation ${status}`);
    expect(outcome(segmentationRecord(0, {}, { resultType }))).toBe(`segmentation ${status}`);
  });

  test.each<[rule: string, record: Fields]>([
    ['no additional info', segmentationRecord(0, { additionalInfo: null })],
    ['additional info without a count', segmentationRecord(undefined)],
    ['a count of null', segmentationRecord(null)],
  ])('a segmentation with %s is a run, and no member count', (_rule, record) => {
    expect(outcome(record)).toBe('segmentation succeeded');
  });

  test.each(NO_COUNTS)('additional info of %j does not hide how any other step ended', (additionalInfo) => {
    const failed = { resultType: 'Failure' };
    expect(outcome(taskRecord('Ingestion.TaskCompleted', { additionalInfo }, failed))).toBe('data-source failed');
    expect(outcome(taskRecord('Ingestion.TaskCompleted', { additionalInfo }))).toBe('data-source succeeded');
    expect(outcome(segmentationRecord(0, { additionalInfo }, failed))).toBe('segmentation failed');
    const text = withTextProperties(taskRecord('Ingestion.TaskCompleted', { additionalInfo }, failed));
    expect(outcome(text)).toBe('data-source failed');
    const workflow = workflowRecord('All.WorkflowCompleted', { additionalInfo });
    expect(outcome(workflow)).toBe('full-refresh succeeded');
  });

  test('the count of another operation is no member count', () => {
    const record = taskRecord('Measures.TaskCompleted', { additionalInfo: { entityCount: 7 } });
    expect(outcome(record)).toBe('measures succeeded');
  });

  test.each<[rule: string, record: Fields]>([
    ['the Workflow event of a segmentation', workflowRecord('Segmentation.WorkflowCompleted')],
    [
      'the Workflow event of a segmentation with a count',
      workflowRecord('Segmentation.WorkflowCompleted', { additionalInfo: { entityCount: 7 } }),
    ],
  ])('%s is ignored as an operation without a trigger', (_rule, record) => {
    expect(inWords(record)).toBe('ignored: operation-without-trigger');
  });

  test('a segmentation that has only started is ignored', () => {
    expect(inWords(taskRecord('Segmentation.TaskStarted', { additionalInfo: { entityCount: 7 } }))).toBe(
      'ignored: not-finished',
    );
  });
});

describe('faults', () => {
  test.each<[rule: string, record: Fields, targets: string]>([
    ['a negative count', segmentationRecord(-1), 'properties.additionalInfo.entityCount'],
    ['a broken count', segmentationRecord(1.5), 'properties.additionalInfo.entityCount'],
    ['a count of NaN', segmentationRecord('NaN'), 'properties.additionalInfo.entityCount'],
    [
      'a broken count of a success with warnings',
      segmentationRecord(1.5, {}, { resultType: 'SucceededWithWarnings' }),
      'properties.additionalInfo.entityCount',
    ],
    [
      'additional info that is no object',
      segmentationRecord(0, { additionalInfo: 'n/a' }),
      'properties.additionalInfo',
    ],
    ['no identifier', segmentationRecord(7, { identifier: null }), 'properties.identifier'],
    ['no time of the end', segmentationRecord(7, { endTimestamp: null }, { time: null }), 'properties.endTimestamp'],
  ])('%s is unreadable, by the place of the field', (_rule, record, target) => {
    expect(inWords(record)).toBe(`unreadable: ${target}`);
  });
});

describe('the derived event id', () => {
  const idOf = (properties: Fields, count = 7) =>
    readSample('refresh-status', segmentationRecord(count, properties)).eventId;

  test('is the same for the same step, also with another count', () => {
    expect(idOf({}, 8)).toBe(idOf({}));
  });

  test.each<[part: string, properties: Fields]>([
    ['instance', { instanceId: 'fabrikam' }],
    ['job', { workflowJobId: 'job-8' }],
    ['identifier', { identifier: 'low-value' }],
  ])('is another for another %s', (_part, properties) => {
    expect(idOf(properties)).not.toBe(idOf({}));
  });
});
