import { describe, expect, test } from '@jest/globals';
import { messageText } from '../../../shared/domain/message-text.ts';
import { fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { allInWords, readOne } from './support/readings.ts';
import { segmentationRecord } from './support/workflow-records.ts';

const DEPTH = 20_000;
const deepText = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
/** Nested too deeply for `JSON.stringify`. */
const deep: unknown = JSON.parse(deepText);

describe('JSON that is nested too deeply for JSON.stringify', () => {
  test.each<[rule: string, text: string]>([
    ['nested arrays', deepText],
    ['nested objects', `${'{"a":'.repeat(DEPTH)}null${'}'.repeat(DEPTH)}`],
    [
      'nested arrays beside values of every kind',
      `{"":"é\\"\\\\\\n","list":[1,-0.5,1e+21,true,false,null,[],{}],"deep":${deepText},"object":{"a":{"b":[{}]},"c":""}}`,
    ],
  ])('is written as text again: %s', (_rule, text) => {
    expect(messageText(JSON.parse(text)) === text).toBe(true);
  });

  test('is kept as the original of an unreadable event', () => {
    const event = fullRefreshEvent({ status: 'exploded', note: deep });
    const reading = readOne('refresh-status', event);
    expect(reading.kind === 'unreadable' && reading.original === event).toBe(true);
  });

  test('is ignored in an unknown field of a readable event', () => {
    expect(allInWords('refresh-status', [fullRefreshEvent({ note: deep })])).toEqual(['event e-1']);
    expect(allInWords('metric-change', fullMetricEvent({ note: deep }))).toEqual(['event m-1']);
  });

  test('is a fault in a field that decides, and dropped in another one', () => {
    expect(allInWords('refresh-status', fullRefreshEvent({ name: deep }))).toEqual(['unreadable: name']);
    expect(readOne('refresh-status', segmentationRecord(deep))).toMatchObject({
      kind: 'event',
      dropped: ['properties.additionalInfo.entityCount'],
    });
  });
});
