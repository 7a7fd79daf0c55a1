import { describe, expect, test } from '@jest/globals';
import { messageText } from '../../../shared/domain/read-message.ts';
import { fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { allInWords, readOne } from './support/readings.ts';
import { segmentationRecord } from './support/workflow-records.ts';

const DEPTH = 20_000;
const deepText = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
/** Nested more deeply than `JSON.stringify` can write. */
const deep: unknown = JSON.parse(deepText);

describe('JSON that is nested so deeply that only parsing can take it', () => {
  test.each<[rule: string, text: string]>([
    ['arrays', deepText],
    ['objects', `${'{"a":'.repeat(DEPTH)}null${'}'.repeat(DEPTH)}`],
    [
      'neighbours of every kind',
      `{"":"é\\"\\\\\\n","list":[1,-0.5,1e+21,true,false,null,[],{}],"deep":${deepText},"object":{"a":{"b":[{}]},"c":""}}`,
    ],
  ])('has its text: %s', (_rule, text) => {
    expect(messageText(JSON.parse(text)) === text).toBe(true);
  });

  test('is kept when it can never be read', () => {
    const event = fullRefreshEvent({ status: 'exploded', note: deep });
    const reading = readOne('refresh-status', event);
    expect(reading.kind === 'unreadable' && reading.original === event).toBe(true);
  });

  test('is no fault of an event whose own fields can be read', () => {
    expect(allInWords('refresh-status', [fullRefreshEvent({ note: deep })])).toEqual(['event e-1']);
    expect(allInWords('metric-change', fullMetricEvent({ note: deep }))).toEqual(['event m-1']);
  });

  test('is a fault where a field has to be something else', () => {
    expect(allInWords('refresh-status', fullRefreshEvent({ name: deep }))).toEqual(['unreadable: name']);
    expect(allInWords('refresh-status', segmentationRecord(deep))).toEqual([
      'unreadable: properties.additionalInfo.entityCount',
    ]);
  });
});
