import { describe, expect, test } from '@jest/globals';
import { MAX_MESSAGE_BYTES, readMessage } from '../../../shared/domain/read-message.ts';
import { type Fields, fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { allSaid } from '../../support/said.ts';
import { ARRIVED_AT, allInWords, readOne } from './support/readings.ts';
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

const base64Event = (text: string): Fields => {
  const { data: _, ...envelope } = cloudEvent(undefined);
  return { ...envelope, data_base64: Buffer.from(text).toString('base64') };
};

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

describe('an event message', () => {
  test.each<[rule: string, message: unknown, readings: string[]]>([
    ['may be one event', event('1'), ['event 1']],
    ['may be an array of events, which are read in their order', [event('1'), event('2')], ['event 1', 'event 2']],
    [
      'may be an object with records, as Azure Monitor sends it',
      { records: [event('1'), event('2')] },
      ['event 1', 'event 2'],
    ],
    ['may be a CloudEvents 1.0 envelope', cloudEvent(event('1')), ['event 1']],
    ['may be an Event Grid envelope', gridEvent(event('1')), ['event 1']],
    ['may be an envelope whose data is JSON text', cloudEvent(JSON.stringify(event('1'))), ['event 1']],
    ['may be a CloudEvents envelope whose data is base64', base64Event(JSON.stringify(event('1'))), ['event 1']],
    [
      'may be a CloudEvents envelope whose data is null beside base64 of JSON with a byte order mark',
      { ...base64Event(`\ufeff${JSON.stringify(event('1'))}`), data: null },
      ['event 1'],
    ],
    ['is unreadable when its base64 is not JSON', base64Event('hello'), ['unreadable: data_base64']],
    [
      'is a native event even with an empty specversion',
      fullRefreshEvent({ specversion: '', data: {} }),
      ['event e-1'],
    ],
    ['may be an array of envelopes', [gridEvent(event('1')), cloudEvent(event('2'))], ['event 1', 'event 2']],
    ['may be an array with an object with records', [event('1'), { records: [event('2')] }], ['event 1', 'event 2']],
    ['may be an object whose records are envelopes', { records: [cloudEvent(event('1'))] }, ['event 1']],
    ['may be an envelope of an array', cloudEvent([event('1'), event('2')]), ['event 1', 'event 2']],
    ['may be an envelope of an object with records', gridEvent({ records: [event('1')] }), ['event 1']],
    ['may be an envelope of an envelope', gridEvent(cloudEvent(event('1'))), ['event 1']],
    ['may be an array of arrays', [[event('1')], [event('2')]], ['event 1', 'event 2']],
    [
      'may mix native events and WorkflowEvent records',
      [event('1'), withTextProperties(workflowRecord('Match.WorkflowCompleted'))],
      ['event 1', 'ignored: operation-without-trigger'],
    ],
    ['is a native event even with a field called data', fullRefreshEvent({ data: {} }), ['event e-1']],
    ['is a native event even with an empty list called records', fullRefreshEvent({ records: [] }), ['event e-1']],
    ['is a native event even with events called records', fullRefreshEvent({ records: [event('1')] }), ['event e-1']],
    [
      'is a native event even with the fields of an envelope',
      fullRefreshEvent({ eventType: 'x', subject: 'y', specversion: '1.0', data: event('1') }),
      ['event e-1'],
    ],
    ['is a list of records even with an id of its own', { eventId: 'x', records: [event('1')] }, ['event 1']],
    ['is ignored with a reason when it is an empty array', [], ['ignored: empty-list']],
    ['is ignored with a reason when its records are empty', { records: [] }, ['ignored: empty-list']],
  ])('%s', (_rule, message, readings) => {
    expect(allInWords('refresh-status', message)).toEqual(readings);
  });

  test.each<[rule: string, message: unknown]>([
    ['one event', fullMetricEvent()],
    ['one event with a field called records', fullMetricEvent({ records: [] })],
    ['an array', [fullMetricEvent()]],
    ['an object with records', { records: [fullMetricEvent()] }],
    ['a CloudEvents envelope', cloudEvent(fullMetricEvent())],
    ['an Event Grid envelope', gridEvent(fullMetricEvent())],
  ])('on the queue metric-change may be %s', (_rule, message) => {
    expect(allInWords('metric-change', message)).toEqual(['event m-1']);
  });
});

describe('the target of a fault', () => {
  test.each<[rule: string, message: unknown, readings: string[]]>([
    ['is the bare field name outside an array', nameless, ['unreadable: name']],
    ['is [2].name inside an array', [event('1'), event('2'), nameless], ['event 1', 'event 2', 'unreadable: [2].name']],
    [
      'names the unreadable item alone, and its neighbours stay readable',
      [event('1'), nameless, event('2')],
      ['event 1', 'unreadable: [1].name', 'event 2'],
    ],
    [
      'is records[1].name inside records',
      { records: [event('1'), nameless] },
      ['event 1', 'unreadable: records[1].name'],
    ],
    ['is data.name inside an envelope', cloudEvent(nameless), ['unreadable: data.name']],
    [
      'is [1].data.name inside an array of envelopes',
      [event('1'), gridEvent(nameless)],
      ['event 1', 'unreadable: [1].data.name'],
    ],
    ['is [0][1].name inside an array of arrays', [[event('1'), nameless]], ['event 1', 'unreadable: [0][1].name']],
    [
      'is properties.instanceId for a field inside a field',
      workflowRecord('All.WorkflowCompleted', { instanceId: 7 }),
      ['unreadable: properties.instanceId'],
    ],
    [
      'is the index of an item that is not an object',
      [event('1'), 7, null, 'x'],
      ['event 1', 'unreadable: [1]', 'unreadable: [2]', 'unreadable: [3]'],
    ],
    ['is data for an envelope without an event', cloudEvent(null), ['unreadable: data']],
    ['is data for an envelope whose data is not JSON', cloudEvent('hello'), ['unreadable: data']],
  ])('%s', (_rule, message, readings) => {
    expect(allInWords('refresh-status', message)).toEqual(readings);
  });

  test('comes with the unreadable item in its original form', () => {
    expect(readMessage('refresh-status', [event('1'), nameless], ARRIVED_AT)[1]).toMatchObject({ original: nameless });
  });
});

describe('an unreadable message', () => {
  test.each<[rule: string, message: unknown, code: string]>([
    ['text that is not JSON', '{"eventId":', 'not-json'],
    ['null', null, 'not-an-event'],
    ['a number', 42, 'not-an-event'],
    ['true', true, 'not-an-event'],
    ['an object without any field', {}, 'invalid-event'],
    ['records that are not an array', { records: event('1') }, 'invalid-event'],
    ['envelopes nested 100 deep', nested(100), 'not-an-event'],
  ])('has a code and a reason in words: %s', (_rule, message, code) => {
    const reading = readOne('refresh-status', message);
    expect(reading).toMatchObject({ kind: 'unreadable', code });
    expect(allSaid(reading)).toHaveProperty('faults.0.message', expect.stringMatching(/\w{3,}/));
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? event('1') : cloudEvent(nested(depth - 1));
}

describe('the size limit of an event message', () => {
  const sized = (bytes: number, filler = 'x') => {
    const empty = JSON.stringify(fullRefreshEvent({ note: '' })).length;
    return fullRefreshEvent({ note: filler.repeat((bytes - empty) / new TextEncoder().encode(filler).length) });
  };

  test.each<[rule: string, message: unknown, reading: string]>([
    ['allows exactly 48 KiB', sized(49_152), 'event e-1'],
    ['makes a message of one byte more unreadable', sized(49_153), 'unreadable: '],
    ['counts bytes, not characters', fullRefreshEvent({ note: 'é'.repeat(30_000) }), 'unreadable: '],
  ])('%s', (_rule, message, reading) => {
    expect(allInWords('refresh-status', message)).toEqual([reading]);
  });

  test('is 48 KiB', () => {
    expect(MAX_MESSAGE_BYTES).toBe(49_152);
  });

  test.each<[rule: string, message: unknown]>([
    ['a text', 'x'.repeat(49_153)],
    ['an event', sized(49_153)],
  ])('gives the code too-large and keeps the original of %s over the limit', (_rule, message) => {
    expect(readOne('refresh-status', message)).toMatchObject({ code: 'too-large', original: message });
  });
});
