import { describe, expect, test } from '@jest/globals';
import { type Fields, fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { allSaid } from '../../support/said.ts';
import { allInWords, outcome, readOne, readSample } from './support/readings.ts';
import { segmentationRecord, taskRecord } from './support/workflow-records.ts';

const marked = (value: unknown) => `\ufeff${JSON.stringify(value)}`;
const envelope = (data: unknown): Fields => ({ specversion: '1.0', id: '1', source: '/x', type: 'r', data });

describe('a byte order mark is skipped', () => {
  test.each<[rule: string, message: unknown]>([
    ['before a message', marked(fullRefreshEvent())],
    ['before a message of several events', marked({ records: [fullRefreshEvent()] })],
    ['before the data of an envelope', envelope(marked(fullRefreshEvent()))],
    ['before a message and before its data', marked(envelope(marked(fullRefreshEvent())))],
  ])('%s', (_rule, message) => {
    expect(allInWords('refresh-status', message)).toEqual(['event e-1']);
  });

  test('before the properties of a record', () => {
    const record = taskRecord('Ingestion.TaskCompleted');
    expect(outcome({ ...record, properties: marked(record.properties) })).toBe('data-source succeeded');
  });

  test('before the additional info of a record', () => {
    const record = segmentationRecord(0, { additionalInfo: marked({ entityCount: 7 }) });
    expect(readSample('refresh-status', record).value).toBe(7);
  });

  test('before the dimensions of a measure', () => {
    const measure = fullMetricEvent({ metricType: 'measure', dimensions: marked(['Country']) });
    expect(allInWords('metric-change', measure)).toEqual(['ignored: measure-with-dimensions']);
  });
});

test('a message in UTF-16 is unreadable, and the reason names the encoding', () => {
  const text = Buffer.from(`\ufeff${JSON.stringify(fullRefreshEvent())}`, 'utf16le').toString('utf8');
  expect(allSaid(readOne('refresh-status', text))).toMatchObject({
    code: 'not-json',
    faults: [{ message: expect.stringContaining('UTF-16') }],
  });
});
