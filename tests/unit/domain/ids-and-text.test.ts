import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalEnvironmentId } from '../../../shared/contract/fields.ts';
import { subscriptionFields } from '../../../shared/contract/subscription.ts';
import { cutText, oneLine } from '../../../shared/domain/text.ts';
import { type Fields, fullMetricEvent, fullRefreshEvent } from '../../support/event-builders.ts';
import { refusal } from '../../support/said.ts';
import { inWords, readOne, readRun, readSample } from './support/readings.ts';
import { taskRecord } from './support/workflow-records.ts';

const GUID = '5f0c2b7e-8a11-4c3d-9e5f-0123456789ab';
const [COMPOSED, DECOMPOSED] = ['K\u00e4ufer', 'Ka\u0308ufer'];

describe('an environment id', () => {
  test.each([
    ['in capitals', GUID.toUpperCase()],
    ['in braces', `{${GUID}}`],
    ['in capitals and braces', `{${GUID.toUpperCase()}}`],
    ['as it is', GUID],
  ])('that is a GUID is in lower case without braces when it is written %s', (_rule, written) => {
    expect(readRun(fullRefreshEvent({ environmentId: written })).environmentId).toBe(GUID);
    expect(readSample('metric-change', fullMetricEvent({ environmentId: written })).environmentId).toBe(GUID);
    const record = readRun(taskRecord('Ingestion.TaskCompleted', { instanceId: written }));
    expect(record).toMatchObject({ environmentId: GUID, eventId: expect.stringContaining(`${GUID}|`) });
  });

  test.each(['Contoso', `{${GUID}`, `${GUID}}`, `{{${GUID}}}`, `(${GUID.toUpperCase()})`, GUID.toUpperCase().slice(1)])(
    'that is no GUID keeps its case and braces: %s',
    (text) => {
      expect(canonicalEnvironmentId(text)).toBe(text);
    },
  );
});

describe('ids and names', () => {
  test('are in normalization form C', () => {
    const fields = { eventId: DECOMPOSED, environmentId: DECOMPOSED, runId: DECOMPOSED, name: DECOMPOSED };
    const composed = { eventId: COMPOSED, environmentId: COMPOSED, runId: COMPOSED, name: COMPOSED };
    expect(readRun(fullRefreshEvent(fields))).toMatchObject(composed);
    expect(readSample('metric-change', fullMetricEvent(fields))).toMatchObject(composed);
  });

  test('have the replacement character in place of a lone surrogate', () => {
    expect(readRun(fullRefreshEvent({ name: 'a\ud83d', runId: '\ude00b' }))).toMatchObject({
      name: 'a\ufffd',
      runId: '\ufffdb',
    });
  });

  test.each<[rule: string, changes: Fields, reading: string]>([
    ['1,024 emoji as a name', { name: '😀'.repeat(1024) }, 'event e-1'],
    ['1,025 emoji as a name', { name: '😀'.repeat(1025) }, 'unreadable: name'],
    ['1,024 letters with separate accents', { name: 'a\u0308'.repeat(1024) }, 'event e-1'],
    ['128 emoji as an environment', { environmentId: '😀'.repeat(128) }, 'event e-1'],
    ['129 emoji as an environment', { environmentId: '😀'.repeat(129) }, 'unreadable: environmentId'],
  ])('have a limit in code points, beyond which they are refused: %s', (_rule, changes, reading) => {
    expect(inWords(readOne('refresh-status', fullRefreshEvent(changes)))).toBe(reading);
  });
});

test('a label may have 256 code points, and more are refused', () => {
  const { label } = subscriptionFields;
  expect(label.safeParse('😀'.repeat(256)).success).toBe(true);
  expect(refusal(label, '😀'.repeat(257))).toEqual(['expected at most 256 characters']);
  expect(label.parse(DECOMPOSED)).toBe(COMPOSED);
});

describe('text for people', () => {
  const limits = [
    ['displayName', 256, (text: string) => readRun(fullRefreshEvent({ displayName: text })).displayName],
    ['errorCode', 256, (text: string) => readRun(fullRefreshEvent({ error: { code: text } })).errorCode],
    ['errorMessage', 2000, (text: string) => readRun(fullRefreshEvent({ error: { message: text } })).errorMessage],
    [
      'errorMessage of a record',
      2000,
      (text: string) => readRun(taskRecord('Ingestion.TaskCompleted', { error: text })).errorMessage,
    ],
    [
      'displayName of a metric',
      256,
      (text: string) => readSample('metric-change', fullMetricEvent({ displayName: text })).displayName,
    ],
  ] as const;

  test.each(limits)('is cut by code points and stays well-formed: %s, at most %i', (_field, limit, read) => {
    expect(read('😀'.repeat(limit))).toBe('😀'.repeat(limit));
    expect(read('😀'.repeat(limit + 1))).toBe(`${'😀'.repeat(limit - 1)}…`);
    expect(read(`${'x'.repeat(limit - 2)}😀 and more`)).toBe(`${'x'.repeat(limit - 2)}😀…`);
    expect(read(`x\ud83d`)).toBe('x\ufffd');
    expect(read(DECOMPOSED)).toBe(COMPOSED);
  });

  test('is never longer than its limit and never split within a character', () => {
    const law = (text: string, limit: number) => {
      const cut = cutText(text, limit);
      expect([...cut].length).toBeLessThanOrEqual(limit);
      expect(cut.isWellFormed()).toBe(true);
    };
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), law));
  });

  test.each<[rule: string, text: string, line: string]>([
    ['a line break', 'CRM\n- billing', 'CRM - billing'],
    ['a Windows line break', 'a\r\nb', 'a  b'],
    ['a tab', 'a\tb', 'a b'],
    ['the separators of lines and paragraphs', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['an escape sequence of a terminal', '\u001b[31mred\u0007', '\ufffd[31mred\ufffd'],
    ['an override of the direction', '\u202egnitekram', 'gnitekram'],
    ['isolates and marks', '\u2066a\u2069\u200e\u200f\u061c', 'a'],
    ['a lone surrogate', 'a\ud83d', 'a\ufffd'],
    ['text in any language', 'Käufer 顧客 😀 العملاء', 'Käufer 顧客 😀 العملاء'],
  ])('is one line without control or bidirectional characters: %s', (_rule, text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});
