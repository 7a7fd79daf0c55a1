import { describe, expect, test } from '@jest/globals';
import { type Fields, fullMetricEvent } from '../../support/event-builders.ts';
import { allInWords, asJson, readOne, readSample } from './support/readings.ts';

const targets = (changes: Fields) => allInWords('metric-change', asJson(fullMetricEvent(changes)));
const measure = (changes: Fields = {}) => fullMetricEvent({ metricType: 'measure', name: 'total-revenue', ...changes });
const valueRead = (message: Fields) => readSample('metric-change', message).value;

test('the event of the contract is read with all its fields', () => {
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

describe('required fields', () => {
  const required = ['eventId', 'environmentId', 'metricType', 'name', 'value', 'evaluatedAt'];
  const wrong: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['an object', {}],
    ['a list', []],
  ];
  const rows = required.flatMap((field) => wrong.map(([how, value]): [string, string, unknown] => [field, how, value]));

  test.each(rows)('%s is required: %s is refused', (field, _how, value) => {
    expect(targets({ [field]: value })).toEqual([`unreadable: ${field}`]);
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    ['a metric type of another word is refused', { metricType: 'metric' }, 'unreadable: metricType'],
    ['a metric type is read in any case', { metricType: 'SEGMENT' }, 'event m-1'],
    ['an environment id of 128 characters is taken', { environmentId: 'c'.repeat(128) }, 'event m-1'],
    ['an environment id of 129 characters is refused', { environmentId: 'c'.repeat(129) }, 'unreadable: environmentId'],
    ['a time of seven digits of a second is taken', { evaluatedAt: '2026-11-20T02:20:00.1234567Z' }, 'event m-1'],
    ['a time of eight digits is refused', { evaluatedAt: '2026-11-20T02:20:00.12345678Z' }, 'unreadable: evaluatedAt'],
    ['a time without an offset is refused', { evaluatedAt: '2026-11-20T02:20:00' }, 'unreadable: evaluatedAt'],
    ['unknown fields are ignored', { unit: 'members' }, 'event m-1'],
    ['every fault of one event is named', { name: '', value: 'x' }, 'unreadable: name, value'],
    [
      'every fault is named, a missing field and a broken count alike',
      { name: undefined, value: -1 },
      'unreadable: name, value',
    ],
  ])('%s', (_rule, changes, reading) => {
    expect(targets(changes)).toEqual([reading]);
  });

  test.each<[rule: string, changes: Fields]>([
    ['a null display name', { displayName: null }],
    ['an empty display name', { displayName: '' }],
    ['a null run id', { runId: null }],
    ['an empty run id', { runId: '' }],
    ['a null previous value', { previousValue: null }],
  ])('%s is unknown, as if it were missing', (_rule, changes) => {
    const [field = ''] = Object.keys(changes);
    expect(readSample('metric-change', fullMetricEvent(changes))).toHaveProperty(field, undefined);
  });
});

describe('a value is a finite number or its decimal text', () => {
  test.each<[rule: string, value: unknown, read: number]>([
    ['an integer', 1203, 1203],
    ['zero', 0, 0],
    ['a negative fraction', -12.5, -12.5],
    ['the text of an integer', '1203', 1203],
    ['the text of a negative fraction', '-12.50', -12.5],
    ['the text of a number with an exponent', '1.25E6', 1_250_000],
    ['the text with a plus sign', '+3', 3],
    ['15 significant digits', '123456789.012345', 123456789.012345],
    ['minus zero, which is zero', -0, 0],
    ['the text of minus zero, which is zero', '-0.0', 0],
  ])('%s is read', (_rule, value, read) => {
    expect(valueRead(measure({ value }))).toBe(read);
  });

  test.each<[rule: string, value: unknown]>([
    ['NaN', Number.NaN],
    ['the text NaN', 'NaN'],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['minus Infinity', Number.NEGATIVE_INFINITY],
    ['the text Infinity', 'Infinity'],
    ['the text -Infinity', '-Infinity'],
    ['a text beyond every finite number', '1e999'],
    ['null', null],
    ['the empty text', ''],
    ['a blank text', ' '],
    ['a word', 'many'],
    ['a decimal comma', '1,5'],
    ['a grouped number', '1 203'],
    ['a hexadecimal number', '0x10'],
    ['a bare point', '.'],
    ['true', true],
  ])('%s is a dead letter, also as previous value unless null', (_rule, value) => {
    expect(allInWords('metric-change', measure({ value }))).toEqual(['unreadable: value']);
    const previous = allInWords('metric-change', measure({ previousValue: value }));
    expect(previous).toEqual([value === null ? 'event m-1' : 'unreadable: previousValue']);
  });
});

describe("a segment's value is an integer of 0 or more", () => {
  test.each<[rule: string, value: unknown, reading: string]>([
    ['0 is taken', 0, 'event m-1'],
    ['-1 is refused', -1, 'unreadable: value'],
    ['1.5 is refused', 1.5, 'unreadable: value'],
    ['the text 12 is taken', '12', 'event m-1'],
    ['the text 12.5 is refused', '12.5', 'unreadable: value'],
    ['2^53 - 1 is taken', Number.MAX_SAFE_INTEGER, 'event m-1'],
  ])('%s', (_rule, value, reading) => {
    expect(targets({ value })).toEqual([reading]);
  });

  test.each<[rule: string, previousValue: unknown, reading: string]>([
    ['a previous value of 0 is taken', 0, 'event m-1'],
    ['a previous value of -1 is refused', -1, 'unreadable: previousValue'],
    ['a previous value of 0.5 is refused', 0.5, 'unreadable: previousValue'],
  ])('%s', (_rule, previousValue, reading) => {
    expect(targets({ previousValue })).toEqual([reading]);
  });

  test('a broken count says in words what is wrong and what would be right', () => {
    expect(readOne('metric-change', fullMetricEvent({ value: -1 }))).toMatchObject({
      faults: [{ target: 'value', message: expect.stringMatching(/-1 .*expected an integer of 0 or more/) }],
    });
  });
});

describe('dimensions', () => {
  test('dimensions make no difference to a segment', () => {
    expect(targets({ dimensions: ['Country'] })).toEqual(['event m-1']);
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    [
      'a measure with a dimension is ignored with a reason',
      { dimensions: ['Country'] },
      'ignored: measure-with-dimensions',
    ],
    [
      'a measure with two dimensions is ignored',
      { dimensions: ['Country', 'City'] },
      'ignored: measure-with-dimensions',
    ],
    ['a measure with an empty list of dimensions is read', { dimensions: [] }, 'event m-1'],
    ['a measure with null dimensions is read', { dimensions: null }, 'event m-1'],
    ['a measure without dimensions is read', { dimensions: undefined }, 'event m-1'],
    ['dimensions that are no list are refused', { dimensions: 'Country' }, 'unreadable: dimensions'],
  ])('%s', (_rule, changes, reading) => {
    expect(allInWords('metric-change', asJson(measure(changes)))).toEqual([reading]);
  });
});
