import { describe, expect, test } from '@jest/globals';
import { MAX_MESSAGE_BYTES, readMessage } from '../../../shared/domain/read-message.ts';
import { type Fields, fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { allInWords, readOne } from './support/readings.ts';
import { withTextProperties, workflowRecord } from './support/workflow-records.ts';

const event = (eventId: string) => fullRefreshEvent({ eventId });
const nameless = fullRefreshEvent({ eventId: 'bad', name: undefined });

const cloudEvent = (data: unknown): Fields => ({
  specversion: '1.0',
  id: 'c-1',
  source: '/contoso/customer-insights',
  type: 'refresh.completed',
  datacontenttype: 'application/json',
  data,
});

const gridEvent = (data: unknown): Fields => ({
  id: 'g-1',
  topic: '/subscriptions/0b1f',
  subject: 'crm-contacts',
  eventType: 'refresh.completed',
  eventTime: '2026-11-20T02:14:09Z',
  dataVersion: '1',
  metadataVersion: '1',
  data,
});

describe('the forms of a message', () => {
  test.each<[rule: string, message: unknown, readings: string[]]>([
    ['a message is one event', event('1'), ['event 1']],
    ['a message is an array of events, read in their order', [event('1'), event('2')], ['event 1', 'event 2']],
    ['a message is {"records": [...]}', { records: [event('1'), event('2')] }, ['event 1', 'event 2']],
    ['a message is a CloudEvents 1.0 envelope', cloudEvent(event('1')), ['event 1']],
    ['a message is an Event Grid envelope', gridEvent(event('1')), ['event 1']],
    ['the data of an envelope may be JSON text', cloudEvent(JSON.stringify(event('1'))), ['event 1']],
    ['an array may hold envelopes', [gridEvent(event('1')), cloudEvent(event('2'))], ['event 1', 'event 2']],
    ['an array may hold {"records": [...]}', [event('1'), { records: [event('2')] }], ['event 1', 'event 2']],
    ['records may be envelopes', { records: [cloudEvent(event('1'))] }, ['event 1']],
    ['an envelope may hold an array', cloudEvent([event('1'), event('2')]), ['event 1', 'event 2']],
    ['an envelope may hold {"records": [...]}', gridEvent({ records: [event('1')] }), ['event 1']],
    ['an envelope may hold an envelope', gridEvent(cloudEvent(event('1'))), ['event 1']],
    ['an array may hold arrays', [[event('1')], [event('2')]], ['event 1', 'event 2']],
    [
      'native and diagnostic forms may stand side by side',
      [event('1'), withTextProperties(workflowRecord('Match.WorkflowCompleted'))],
      ['event 1', 'ignored: operation-without-trigger'],
    ],
    ['a native event with a field called data is no envelope', fullRefreshEvent({ data: {} }), ['event e-1']],
    ['an empty array ends as ignored, with a reason', [], ['ignored: empty-list']],
    ['empty records end as ignored, with a reason', { records: [] }, ['ignored: empty-list']],
  ])('%s', (_rule, message, readings) => {
    expect(allInWords('refresh-status', message)).toEqual(readings);
  });

  test.each<[rule: string, message: unknown]>([
    ['one metric event', fullMetricEvent()],
    ['an array', [fullMetricEvent()]],
    ['records', { records: [fullMetricEvent()] }],
    ['CloudEvents', cloudEvent(fullMetricEvent())],
    ['Event Grid', gridEvent(fullMetricEvent())],
  ])('the queue of metric changes takes %s', (_rule, message) => {
    expect(allInWords('metric-change', message)).toEqual(['event m-1']);
  });
});

describe('the target of a fault, and the neighbours of a bad item', () => {
  test.each<[rule: string, message: unknown, readings: string[]]>([
    ['outside an array it is the bare field', nameless, ['unreadable: name']],
    [
      'inside an array it is [2].name',
      [event('1'), event('2'), nameless],
      ['event 1', 'event 2', 'unreadable: [2].name'],
    ],
    [
      'the neighbours on both sides stay readable',
      [event('1'), nameless, event('2')],
      ['event 1', 'unreadable: [1].name', 'event 2'],
    ],
    [
      'inside records it is records[1].name',
      { records: [event('1'), nameless] },
      ['event 1', 'unreadable: records[1].name'],
    ],
    ['inside an envelope it is data.name', cloudEvent(nameless), ['unreadable: data.name']],
    [
      'inside an array of envelopes it is [1].data.name',
      [event('1'), gridEvent(nameless)],
      ['event 1', 'unreadable: [1].data.name'],
    ],
    ['inside an array in an array it is [0][1].name', [[event('1'), nameless]], ['event 1', 'unreadable: [0][1].name']],
    [
      'a field inside a field is joined by a point',
      fullRefreshEvent({ counts: { failed: -1 } }),
      ['unreadable: counts.failed'],
    ],
    [
      'an item that is no object is named by its place',
      [event('1'), 7, null, 'x'],
      ['event 1', 'unreadable: [1]', 'unreadable: [2]', 'unreadable: [3]'],
    ],
    ['an envelope without an event is named by data', cloudEvent(null), ['unreadable: data']],
    ['an envelope whose data is no JSON is named by data', cloudEvent('hello'), ['unreadable: data']],
  ])('%s', (_rule, message, readings) => {
    expect(allInWords('refresh-status', message)).toEqual(readings);
  });

  test('a bad item is kept as it came', () => {
    expect(readMessage('refresh-status', [event('1'), nameless])[1]).toMatchObject({ original: nameless });
  });
});

describe('what can never be read', () => {
  test.each<[rule: string, message: unknown, code: string]>([
    ['text that is no JSON', '{"eventId":', 'not-json'],
    ['null', null, 'not-an-event'],
    ['a number', 42, 'not-an-event'],
    ['true', true, 'not-an-event'],
    ['an object without any field', {}, 'invalid-event'],
    ['records that are no array', { records: event('1') }, 'invalid-event'],
    ['envelopes without an end', nested(100), 'not-an-event'],
  ])('%s is unreadable, with the reason in words', (_rule, message, code) => {
    const reading = readOne('refresh-status', message);
    expect(reading).toMatchObject({ kind: 'unreadable', code });
    expect(reading).toHaveProperty('faults.0.message', expect.stringMatching(/\w{3,}/));
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? event('1') : cloudEvent(nested(depth - 1));
}

describe('a message holds at most 48 KiB', () => {
  const sized = (bytes: number, filler = 'x') => {
    const empty = JSON.stringify(fullRefreshEvent({ note: '' })).length;
    return fullRefreshEvent({ note: filler.repeat((bytes - empty) / new TextEncoder().encode(filler).length) });
  };

  test.each<[rule: string, message: unknown, reading: string]>([
    ['exactly 48 KiB is read', sized(49_152), 'event e-1'],
    ['one byte more is unreadable', sized(49_153), 'unreadable: '],
    ['bytes count, not characters', fullRefreshEvent({ note: 'é'.repeat(30_000) }), 'unreadable: '],
  ])('%s', (_rule, message, reading) => {
    expect(allInWords('refresh-status', message)).toEqual([reading]);
  });

  test('the limit is 48 KiB', () => {
    expect(MAX_MESSAGE_BYTES).toBe(49_152);
  });

  test.each<[rule: string, message: unknown]>([
    ['a text', 'x'.repeat(49_153)],
    ['an event', sized(49_153)],
  ])('%s over the size is refused as too large and kept', (_rule, message) => {
    expect(readOne('refresh-status', message)).toMatchObject({ code: 'too-large', original: message });
  });
});
