import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Language, languages } from '../../../shared/contract/languages.ts';
import type { FiringFacts } from '../../../shared/contract/payload.ts';
import { firingStatuses } from '../../../shared/contract/run-status.ts';
import { samples } from '../../../shared/contract/samples.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { escapeHtml } from '../../../shared/domain/html.ts';
import { summaryOf } from '../../../shared/domain/summary.ts';
import { payloadOf } from '../../../shared/domain/webhook-body.ts';

function sampleOf<T extends TriggerType>(triggerType: T, changes: object = {}): FiringFacts<T> {
  return { triggerType, facts: { ...samples[triggerType].facts, ...changes } };
}

const inEnglish = (triggerType: TriggerType, changes?: object) =>
  summaryOf('en', sampleOf(triggerType, changes), { threshold: samples[triggerType].threshold });

const NO_ERROR = { errorCode: undefined, errorMessage: undefined };

describe('the summary of a firing', () => {
  test.each<[triggerType: TriggerType, changes: object, summary: string]>([
    ['data-source-refresh-failed', {}, 'The refresh of CRM contacts failed: The refresh took too long.'],
    [
      'data-source-refresh-failed',
      { errorMessage: undefined },
      'The refresh of CRM contacts failed: dataSourceRefreshTimeout',
    ],
    ['data-source-refresh-failed', NO_ERROR, 'The refresh of CRM contacts failed'],
    ['data-source-refresh-failed', { errorMessage: '\u202e \n', errorCode: '' }, 'The refresh of CRM contacts failed'],
    ['data-source-refresh-succeeded', {}, 'The refresh of CRM contacts succeeded'],
    [
      'data-source-refresh-succeeded',
      { status: 'completedWithWarnings' },
      'The refresh of CRM contacts completed with warnings',
    ],
    ['data-source-refresh-succeeded', { dataSourceDisplayName: undefined }, 'The refresh of crm-contacts succeeded'],
    [
      'data-source-refresh-succeeded',
      { dataSourceName: '\u202e', dataSourceDisplayName: '\u2067\t' },
      'The refresh of ? succeeded',
    ],
    ['segment-threshold-crossed', {}, 'High value has 1,203 members, above 1,000'],
    ['measure-threshold-crossed', {}, 'Total revenue is 1,250,000.5, above 1,000,000'],
    ['full-refresh-completed', { status: 'succeeded' }, 'The full refresh succeeded'],
    ['full-refresh-completed', {}, 'The full refresh completed with warnings'],
    ['full-refresh-completed', { status: 'failed' }, 'The full refresh failed'],
    [
      'full-refresh-completed',
      { status: 'failed', failedCount: 2 },
      'The full refresh failed: 2 parts of it did not succeed',
    ],
    ['full-refresh-completed', { status: 'failed', errorMessage: 'Too slow.' }, 'The full refresh failed: Too slow.'],
    ['unification-refresh-completed', {}, 'The unification succeeded'],
    ['unification-refresh-completed', { status: 'completedWithWarnings' }, 'The unification completed with warnings'],
    ['unification-refresh-completed', { status: 'failed' }, 'The unification failed'],
  ])('of %s is one sentence: %j', (triggerType, changes, summary) => {
    expect(inEnglish(triggerType, changes)).toBe(summary);
  });

  test('of a test says so first', () => {
    const firing = sampleOf('unification-refresh-completed');
    expect(summaryOf('en', firing, { isTest: true })).toBe('Test: The unification succeeded');
  });

  test('keeps an error whole that just fits, and cuts one that is longer', () => {
    const errorOf = (length: number) => inEnglish('data-source-refresh-failed', { errorMessage: 'e'.repeat(length) });
    expect(errorOf(260)).toHaveLength(296);
    expect(errorOf(262)).toHaveLength(298);
    expect(errorOf(263)).toBe(`The refresh of CRM contacts failed: ${'e'.repeat(261)}…`);
  });

  test('isolates a name that is written from right to left', () => {
    expect(inEnglish('segment-threshold-crossed', { segmentDisplayName: 'عملاء' })).toBe(
      '\u2068عملاء\u2069 has 1,203 members, above 1,000',
    );
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom('\u202e', '\u2066', '\ud800', '\n', '{name}', '<b>', 'א', '😀', 'x'),
      maxLength: 2000,
    }),
  );

  test.each(triggerTypes.flatMap((type) => firingStatuses.map((status) => [type, status] as const)))(
    'of %s with status %s has at most 300 well-formed code points in every language, whatever the names hold',
    (triggerType, status) => {
      const law = (language: Language, name: string, error: string, value: number, isTest: boolean) => {
        const names = { dataSourceDisplayName: name, segmentDisplayName: name, measureDisplayName: name };
        const changes = { ...names, status, errorMessage: error, errorCode: error, value };
        const said = summaryOf(language, sampleOf(triggerType, changes), { threshold: value, isTest });
        expect([...said].length).toBeLessThanOrEqual(300);
        expect(said.isWellFormed()).toBe(true);
        expect(said).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]/u);
        expect(said.split('\u2068')).toHaveLength(said.split('\u2069').length);
        expect(said.trim()).toBe(said);
      };
      const values = fc.double({ noNaN: true, noDefaultInfinity: true });
      fc.assert(fc.property(fc.constantFrom(...languages), hostile, hostile, values, fc.boolean(), law), {
        numRuns: 60,
      });
    },
  );

  const names = (name?: string) => ({
    dataSourceDisplayName: name,
    segmentDisplayName: name,
    measureDisplayName: name,
  });

  test.each<[what: string, changes: object]>([
    ['a full error', {}],
    ['the code of an error alone', { errorMessage: undefined }],
    ['no error', NO_ERROR],
    ['a count of one', { value: 1, ...names('1') }],
    ['no names', { ...names(), ...NO_ERROR }],
    ['blank texts', { ...names(' \u202e'), errorMessage: '\n', errorCode: '' }],
  ])('leaves no gap, no lone colon and no word of programs in any language with %s', (_what, changes) => {
    for (const language of languages)
      for (const type of triggerTypes)
        for (const status of firingStatuses)
          for (const isTest of [false, true]) {
            const { threshold } = samples[type];
            const said = summaryOf(language, sampleOf(type, { ...changes, status }), { threshold, isTest });
            expect(said).toMatch(/^\S.{9,}\S$/);
            expect(said).not.toMatch(/[^\S\u00a0\u202f]{2}|:$|undefined|null|[<>{}]/);
          }
  });
});

describe('the summary in a payload', () => {
  const head = { notificationId: 'n', firingId: 'f', subscriptionId: 's', environmentId: 'contoso', sequence: 1 };
  const payload = (language: Language, changes: object) =>
    payloadOf({
      ...head,
      occurredAt: '2026-11-20T02:14:09Z',
      firing: sampleOf('data-source-refresh-failed', changes),
      language,
    });

  test('is in the language of the subscription', () => {
    expect(payload('lv', {}).summary).toBe(
      'Datu avota CRM contacts atsvaidzināšana neizdevās: The refresh took too long.',
    );
  });

  test('is there as HTML too, with every special character escaped', () => {
    const errorMessage = `<img src="x" onerror='a()'> & more`;
    const { summary, summaryHtml } = payload('en', { errorMessage });
    expect(summary).toBe(`The refresh of CRM contacts failed: ${errorMessage}`);
    expect(summaryHtml).toBe(
      'The refresh of CRM contacts failed: &lt;img src=&quot;x&quot; onerror=&#39;a()&#39;&gt; &amp; more',
    );
    expect(escapeHtml(summary ?? '')).toBe(summaryHtml);
  });

  test('comes with the unique name when no event has brought a display name', () => {
    expect(payload('en', { dataSourceDisplayName: undefined })).toMatchObject({
      dataSourceDisplayName: 'crm-contacts',
    });
  });
});
