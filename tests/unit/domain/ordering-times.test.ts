import { describe, expect, test } from '@jest/globals';
import { type Fields, fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { allSaid } from '../../support/said.ts';
import { ARRIVED_AT, allInWords, instant, inWords, readOne, readRun, readSample } from './support/readings.ts';
import { segmentationRecord, taskRecord } from './support/workflow-records.ts';

const ARRIVAL = instant('2026-11-20T06:00:00Z');
const WRITTEN = instant('2026-11-20T02:20:00Z');
const record = (properties: Fields, time: unknown = WRITTEN) =>
  taskRecord('Ingestion.TaskCompleted', properties, { time });

const NEVER: [rule: string, time: string][] = [
  ['the first moment of .NET', '0001-01-01T00:00:00Z'],
  ['the first moment of .NET without an offset', '0001-01-01T00:00:00'],
  ['the first moment of .NET in the east', '0001-01-01T00:00:00.0000000+02:00'],
  ['the first day of .NET', '0001-01-01'],
  ['the first moment of .NET with a space', '0001-01-01 00:00:00'],
  ['the year 0', '0000-01-01T00:00:00+01:00'],
  ['the first moment of OLE', '1899-12-30T00:00:00Z'],
  ['the epoch of Unix', '1970-01-01T00:00:00+00:00'],
  ['the last moment of 1999 in UTC', '2000-01-01T00:30:00+01:00'],
];

describe('a time that was never set', () => {
  test.each(NEVER)('is the arrival when it orders a native event: %s', (_rule, time) => {
    expect(readRun(fullRefreshEvent({ endedAt: time })).endedAt).toBe(ARRIVAL);
    expect(readSample('metric-change', fullMetricEvent({ evaluatedAt: time })).evaluatedAt).toBe(ARRIVAL);
  });

  test.each(NEVER)('is the time of the record when it is the end of one: %s', (_rule, time) => {
    expect(readRun(record({ endTimestamp: time })).endedAt).toBe(WRITTEN);
    expect(readSample('refresh-status', segmentationRecord(7, { endTimestamp: time })).evaluatedAt).toBe(
      '2026-11-20T02:14:10.1234567Z',
    );
  });

  test.each(NEVER)('is the arrival when the record has no other time: %s', (_rule, time) => {
    expect(readRun(record({ endTimestamp: time }, time)).endedAt).toBe(ARRIVAL);
    expect(readRun(record({ endTimestamp: time }, 'in words')).endedAt).toBe(ARRIVAL);
    expect(readRun(record({ endTimestamp: null }, time)).endedAt).toBe(ARRIVAL);
  });

  test.each(NEVER)('is absent and not counted as dropped when it orders nothing: %s', (_rule, time) => {
    for (const message of [fullRefreshEvent({ startedAt: time }), record({ startTimestamp: time })]) {
      expect(readRun(message).startedAt).toBeUndefined();
      expect(readOne('refresh-status', message)).not.toHaveProperty('dropped');
    }
  });

  test('is none of the year 2000', () => {
    expect(readRun(fullRefreshEvent({ endedAt: '2000-01-01T00:00:00Z' })).endedAt).toBe('2000-01-01T00:00:00.0000000Z');
  });
});

test.each<[rule: string, message: Fields, target: string]>([
  ['a native end', fullRefreshEvent({ endedAt: '' }), 'endedAt'],
  ['the end and the time of a record', record({ endTimestamp: '' }, ''), 'properties.endTimestamp'],
  ['the end of a record whose time cannot be read', record({ endTimestamp: '' }, 'in words'), 'time'],
])('%s that is absent makes the event unreadable', (_rule, message, target) => {
  expect(inWords(readOne('refresh-status', message))).toBe(`unreadable: ${target}`);
});

describe('a time that orders an event and is more than 24 hours after its arrival', () => {
  const LATE = '2026-11-21T06:00:00.0000001Z';

  test.each<[rule: string, queue: 'refresh-status' | 'metric-change', message: Fields, target: string]>([
    ['a native end', 'refresh-status', fullRefreshEvent({ endedAt: LATE }), 'endedAt'],
    ['a native evaluation', 'metric-change', fullMetricEvent({ evaluatedAt: LATE }), 'evaluatedAt'],
    ['the end of a record', 'refresh-status', record({ endTimestamp: LATE }), 'properties.endTimestamp'],
    ['the time of a record without an end', 'refresh-status', record({ endTimestamp: null }, LATE), 'time'],
    [
      'the end of a segmentation',
      'refresh-status',
      segmentationRecord(7, { endTimestamp: LATE }),
      'properties.endTimestamp',
    ],
    [
      'the end of another operation',
      'refresh-status',
      taskRecord('Export.TaskCompleted', { endTimestamp: LATE }),
      'properties.endTimestamp',
    ],
    [
      'the last moment of .NET',
      'refresh-status',
      fullRefreshEvent({ endedAt: '9999-12-31T23:59:59.9999999Z' }),
      'endedAt',
    ],
    [
      'a native end of an operation without a trigger',
      'refresh-status',
      fullRefreshEvent({ operation: 'export', endedAt: LATE }),
      'endedAt',
    ],
  ])('makes it unreadable with the code in-the-future: %s', (_rule, queue, message, target) => {
    expect(readOne(queue, message)).toMatchObject({ kind: 'unreadable', code: 'in-the-future', faults: [{ target }] });
  });

  test('has a reason that names both times and tells how to forget a stored one', () => {
    expect(allSaid(readOne('metric-change', fullMetricEvent({ evaluatedAt: '2062-11-20T02:00:00Z' })))).toHaveProperty(
      'faults.0.message',
      '2062-11-20T02:00:00Z is in the future: more than 24 hours after the event arrived at 2026-11-20T06:00:00Z; if such a time is ' +
        'stored already, DELETE /api/environments/{id}/segments/{name} forgets the stored value (measures and data-sources alike)',
    );
  });

  test.each<[rule: string, message: Fields]>([
    ['exactly 24 hours after it', fullRefreshEvent({ endedAt: new Date(ARRIVED_AT + 86_400_000).toISOString() })],
    ['a start, which orders nothing', fullRefreshEvent({ startedAt: LATE })],
    ['the end of a running run', fullRefreshEvent({ status: 'running', endedAt: LATE })],
    ['the time of a record that has its end', { ...record({}, LATE), eventId: 'e-1' }],
  ])('does not reach so far: %s', (_rule, message) => {
    expect(readOne('refresh-status', message).kind).toBe('event');
  });

  test('matters for no event that is ignored anyway', () => {
    expect(
      allInWords('metric-change', fullMetricEvent({ metricType: 'measure', dimensions: ['a'], evaluatedAt: LATE })),
    ).toEqual(['ignored: measure-with-dimensions']);
  });

  test('leaves the neighbours alone', () => {
    const message = [fullRefreshEvent({ endedAt: LATE }), fullRefreshEvent({ eventId: 'e-2' })];
    expect(allInWords('refresh-status', message)).toEqual(['unreadable: [0].endedAt', 'event e-2']);
  });
});
