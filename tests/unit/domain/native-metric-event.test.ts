import { describe, expect, test } from '@jest/globals';
import { type Fields, fullMetricEvent } from '../../support/event-builders.ts';
import { allSaid } from '../../support/said.ts';
import { allInWords, asJson, readOne, readSample } from './support/readings.ts';

/** Summarizes the reading of the event with these changes. */
const readingsOf = (changes: Fields) => allInWords('metric-change', asJson(fullMetricEvent(changes)));
const measure = (changes: Fields = {}) => fullMetricEvent({ metricType: 'measure', name: 'total-revenue', ...changes });
const valueRead = (message: Fields) => readSample('metric-change', message).value;

test('a native metric event is read with all fields of the contract', () => {
  expect(readSample('metric-change', fullMetricEvent())).toEqual({
    kind: 'metric-sample',
    eventId: 'm-1',
    environmentId: 'contoso',
    metricType: 'segment',
    name: 'high-value',
    displayName: 'High value',
    value: 1203,
    previousValue: 998,
    evaluatedAt: '2026-11-20T02:20:00.0000000Z',
    runId: 'job-7',
  });
});

describe('a native metric event', () => {
  const required = ['eventId', 'environmentId', 'metricType', 'name', 'value', 'evaluatedAt'];
  const wrong: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['an object', {}],
    ['a list', []],
  ];
  const rows = required.flatMap((field) => wrong.map(([how, value]): [string, string, unknown] => [field, how, value]));

  test.each(rows)('is unreadable when the required %s is %s', (field, _how, value) => {
    expect(readingsOf({ [field]: value })).toEqual([`unreadable: ${field}`]);
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    ['an unknown metric type is rejected', { metricType: 'metric' }, 'unreadable: metricType'],
    ['a metric type is read in any letter case', { metricType: 'SEGMENT' }, 'event m-1'],
    ['an environment id of 128 characters is accepted', { environmentId: 'c'.repeat(128) }, 'event m-1'],
    [
      'an environment id of 129 characters is rejected',
      { environmentId: 'c'.repeat(129) },
      'unreadable: environmentId',
    ],
    ['a time with seven digits of a second is accepted', { evaluatedAt: '2026-11-20T02:20:00.1234567Z' }, 'event m-1'],
    [
      'a time with eight digits of a second is rejected',
      { evaluatedAt: '2026-11-20T02:20:00.12345678Z' },
      'unreadable: evaluatedAt',
    ],
    ['a time without an offset is rejected', { evaluatedAt: '2026-11-20T02:20:00' }, 'unreadable: evaluatedAt'],
    ['unknown fields are ignored', { unit: 'members' }, 'event m-1'],
    ['every fault of one event is named', { name: '', value: 'x' }, 'unreadable: name, value'],
    ['a missing field and an invalid count are both named', { name: undefined, value: -1 }, 'unreadable: name, value'],
  ])('follows the rule: %s', (_rule, changes, reading) => {
    expect(readingsOf(changes)).toEqual([reading]);
  });

  test.each<[rule: string, changes: Fields]>([
    ['a null display name', { displayName: null }],
    ['an empty display name', { displayName: '' }],
    ['a null run id', { runId: null }],
    ['an empty run id', { runId: '' }],
    ['a null previous value', { previousValue: null }],
  ])('reads an optional field as absent: %s', (_rule, changes) => {
    const [field = ''] = Object.keys(changes);
    expect(readSample('metric-change', fullMetricEvent(changes))).toHaveProperty(field, undefined);
  });
});

describe('the value of a metric event', () => {
  test.each<[rule: string, value: unknown, read: number]>([
    ['an integer', 1203, 1203],
    ['zero', 0, 0],
    ['a negative fraction', -12.5, -12.5],
    ['an integer as text', '1203', 1203],
    ['a negative fraction as text', '-12.50', -12.5],
    ['a number with an exponent as text', '1.25E6', 1_250_000],
    ['a number with a plus sign as text', '+3', 3],
    ['a text of 15 significant digits', '123456789.012345', 123456789.012345],
    ['minus zero, which is read as zero', -0, 0],
    ['minus zero as text, which is read as zero', '-0.0', 0],
  ])('may be %s', (_rule, value, read) => {
    expect(valueRead(measure({ value }))).toBe(read);
  });

  test.each<[rule: string, value: unknown]>([
    ['NaN', Number.NaN],
    ['the text NaN', 'NaN'],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['minus Infinity', Number.NEGATIVE_INFINITY],
    ['the text Infinity', 'Infinity'],
    ['the text -Infinity', '-Infinity'],
    ['the text of a number that is too large', '1e999'],
    ['null', null],
    ['the empty text', ''],
    ['a blank text', ' '],
    ['a word', 'many'],
    ['a decimal comma', '1,5'],
    ['a grouped number', '1 203'],
    ['a hexadecimal number', '0x10'],
    ['a single point', '.'],
    ['true', true],
  ])('may not be %s, and such a previous value is none', (_rule, value) => {
    expect(allInWords('metric-change', measure({ value }))).toEqual(['unreadable: value']);
    expect(readSample('metric-change', measure({ previousValue: value })).previousValue).toBeUndefined();
  });
});

describe('the value of a segment event', () => {
  test.each<[rule: string, value: unknown, reading: string]>([
    ['may be 0', 0, 'event m-1'],
    ['may not be -1', -1, 'unreadable: value'],
    ['may not be 1.5', 1.5, 'unreadable: value'],
    ['may be the text 12', '12', 'event m-1'],
    ['may not be the text 12.5', '12.5', 'unreadable: value'],
    ['may be 2^53 - 1', Number.MAX_SAFE_INTEGER, 'event m-1'],
  ])('%s', (_rule, value, reading) => {
    expect(readingsOf({ value })).toEqual([reading]);
  });

  test.each<[rule: string, previousValue: unknown, read: number | undefined]>([
    ['may have a previous value of 0', 0, 0],
    ['drops a previous value of -1', -1, undefined],
    ['drops a previous value of 0.5', 0.5, undefined],
  ])('%s', (_rule, previousValue, read) => {
    expect(readSample('metric-change', fullMetricEvent({ previousValue })).previousValue).toBe(read);
  });

  test('that is invalid has a fault that says what is wrong and what would be right', () => {
    expect(allSaid(readOne('metric-change', fullMetricEvent({ value: -1 })))).toMatchObject({
      faults: [{ target: 'value', message: expect.stringMatching(/-1 .*expected an integer of 0 or more/) }],
    });
  });
});

test.each(['value', 'evaluatedAt', 'metricType', 'name'])(
  'a metric event without its %s has the fault that it is required',
  (field) => {
    for (const absent of [undefined, null, '']) {
      expect(allSaid(readOne('metric-change', fullMetricEvent({ [field]: absent })))).toMatchObject({
        faults: [{ target: field, message: 'required' }],
      });
    }
  },
);

describe('the dimensions of a metric event:', () => {
  test('a segment with dimensions is read', () => {
    expect(readingsOf({ dimensions: ['Country'] })).toEqual(['event m-1']);
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    [
      'a measure with one dimension is ignored with a reason',
      { dimensions: ['Country'] },
      'ignored: measure-with-dimensions',
    ],
    [
      'a measure with two dimensions is ignored with a reason',
      { dimensions: ['Country', 'City'] },
      'ignored: measure-with-dimensions',
    ],
    ['a measure with an empty list of dimensions is read', { dimensions: [] }, 'event m-1'],
    ['a measure with null dimensions is read', { dimensions: null }, 'event m-1'],
    ['a measure without dimensions is read', { dimensions: undefined }, 'event m-1'],
    ['a measure whose dimensions are not a list is unreadable', { dimensions: 'Country' }, 'unreadable: dimensions'],
    ['a measure whose dimensions are an object is unreadable', { dimensions: {} }, 'unreadable: dimensions'],
    ['a measure with an empty text of dimensions is read', { dimensions: '' }, 'event m-1'],
    ['a measure whose dimensions are the JSON text of an empty list is read', { dimensions: '[]' }, 'event m-1'],
    [
      'a measure whose dimensions are the JSON text of a list is ignored with a reason',
      { dimensions: '["Country"]' },
      'ignored: measure-with-dimensions',
    ],
    ['a segment whose dimensions are a word is read', { metricType: 'segment', dimensions: 'Country' }, 'event m-1'],
  ])('%s', (_rule, changes, reading) => {
    expect(allInWords('metric-change', asJson(measure(changes)))).toEqual([reading]);
  });
});
