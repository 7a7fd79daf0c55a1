import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { languages } from '../../../shared/contract/languages.ts';
import { parametersSchemas, triggerSchema } from '../../../shared/contract/subscription.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import type { Fields } from '../../support/event-builders.ts';

const required: Record<TriggerType, Fields> = {
  'data-source-refresh-failed': {},
  'data-source-refresh-succeeded': {},
  'segment-threshold-crossed': { segment: 'high-value', threshold: 1000 },
  'measure-threshold-crossed': { measure: 'total-revenue', threshold: 1000.5 },
  'full-refresh-completed': {},
  'unification-refresh-completed': {},
};

/** The parsed parameters, or the names of the faulty ones. */
function read(triggerType: TriggerType, changes: Fields): unknown {
  const parsed = parametersSchemas[triggerType].safeParse({ environmentId: 'c', ...required[triggerType], ...changes });
  return parsed.success ? parsed.data : parsed.error.issues.map(({ path }) => path.join('.')).join();
}

describe.each(triggerTypes.map((triggerType) => [triggerType]))('the parameters of %s', (triggerType) => {
  test.each<[rule: string, environmentId: unknown, taken: boolean]>([
    ['accept an environment id of 1 character', 'c', true],
    ['accept an environment id of 128 characters', 'c'.repeat(128), true],
    ['reject an environment id of 129 characters', 'c'.repeat(129), false],
    ['reject an empty environment id', '', false],
    ['reject a missing environment id', undefined, false],
    ['reject an environment id that is a number', 7, false],
  ])('%s', (_rule, environmentId, taken) => {
    const result = read(triggerType, { environmentId });
    if (taken) expect(result).toMatchObject({ environmentId, ...required[triggerType] });
    else expect(result).toBe('environmentId');
  });

  test('have a JSON schema that names the required ones', () => {
    const schema = z.toJSONSchema(parametersSchemas[triggerType], { io: 'input' });
    expect(schema.required).toEqual(['environmentId', ...Object.keys(required[triggerType])]);
  });
});

describe('the language of a subscription', () => {
  test.each(triggerTypes)('is English by default, and may be each of the six, for %s', (type) => {
    expect(read(type, {})).toMatchObject({ language: 'en' });
    for (const language of languages) expect(read(type, { language })).toMatchObject({ language });
    expect(read(type, { language: 'fi' })).toBe('language');
  });

  test('of an old row is English, and one that only a later version knows is kept', () => {
    const stored = (parameters: object) =>
      triggerSchema.parse({ triggerType: 'data-source-refresh-failed', parameters });
    expect(stored({}).parameters.language).toBe('en');
    expect(stored({ language: 'fi' }).parameters.language).toBe('fi');
  });
});

describe('the parameters of a subscription:', () => {
  test.each<[rule: string, triggerType: TriggerType, changes: Fields, result: unknown]>([
    ['a segment threshold of 0 is accepted', 'segment-threshold-crossed', { threshold: 0 }, { threshold: 0 }],
    ['a segment threshold of 1 is accepted', 'segment-threshold-crossed', { threshold: 1 }, { threshold: 1 }],
    ['a segment threshold of -1 is refused', 'segment-threshold-crossed', { threshold: -1 }, 'threshold'],
    ['a segment threshold of 0.5 is refused', 'segment-threshold-crossed', { threshold: 0.5 }, 'threshold'],
    ['a segment threshold of NaN is refused', 'segment-threshold-crossed', { threshold: Number.NaN }, 'threshold'],
    ['a segment threshold as text is refused', 'segment-threshold-crossed', { threshold: '1000' }, 'threshold'],
    ['a missing segment threshold is refused', 'segment-threshold-crossed', { threshold: undefined }, 'threshold'],
    ['a missing segment is refused', 'segment-threshold-crossed', { segment: undefined }, 'segment'],
    ['an empty segment is refused', 'segment-threshold-crossed', { segment: '' }, 'segment'],
    ['a measure threshold may be negative', 'measure-threshold-crossed', { threshold: -1.25 }, { threshold: -1.25 }],
    ['a measure threshold may be a fraction', 'measure-threshold-crossed', { threshold: 0.1 }, { threshold: 0.1 }],
    ['a measure threshold of -0 is 0', 'measure-threshold-crossed', { threshold: -0 }, { threshold: 0 }],
    [
      'a measure threshold of Infinity is refused',
      'measure-threshold-crossed',
      { threshold: Number.POSITIVE_INFINITY },
      'threshold',
    ],
    [
      'a measure threshold of -Infinity is refused',
      'measure-threshold-crossed',
      { threshold: Number.NEGATIVE_INFINITY },
      'threshold',
    ],
    ['a measure threshold of NaN is refused', 'measure-threshold-crossed', { threshold: Number.NaN }, 'threshold'],
    ['a measure threshold of null is refused', 'measure-threshold-crossed', { threshold: null }, 'threshold'],
    ['a missing measure is refused', 'measure-threshold-crossed', { measure: undefined }, 'measure'],
    [
      'the data source of data-source-refresh-failed is optional',
      'data-source-refresh-failed',
      {},
      { environmentId: 'c' },
    ],
    [
      'the data source of data-source-refresh-failed may be a name',
      'data-source-refresh-failed',
      { dataSource: 'crm' },
      { dataSource: 'crm' },
    ],
    [
      'the data source of data-source-refresh-succeeded may be a name',
      'data-source-refresh-succeeded',
      { dataSource: 'crm' },
      { dataSource: 'crm' },
    ],
    ['a data source that is a number is refused', 'data-source-refresh-succeeded', { dataSource: 7 }, 'dataSource'],
    [
      'a full refresh defaults to any submission and outcome',
      'full-refresh-completed',
      {},
      { submission: 'any', outcome: 'any' },
    ],
    [
      'the submission of a full refresh may be scheduled',
      'full-refresh-completed',
      { submission: 'scheduled' },
      { submission: 'scheduled', outcome: 'any' },
    ],
    [
      'the submission of a full refresh may be manual',
      'full-refresh-completed',
      { submission: 'manual' },
      { submission: 'manual' },
    ],
    [
      'the outcome of a full refresh may be succeeded',
      'full-refresh-completed',
      { outcome: 'succeeded' },
      { outcome: 'succeeded' },
    ],
    [
      'the outcome of a full refresh may be failed',
      'full-refresh-completed',
      { outcome: 'failed' },
      { outcome: 'failed' },
    ],
    [
      'an unknown submission of a full refresh is refused',
      'full-refresh-completed',
      { submission: 'weekly' },
      'submission',
    ],
    ['an unknown outcome of a full refresh is refused', 'full-refresh-completed', { outcome: 'canceled' }, 'outcome'],
    ['unification defaults to any outcome', 'unification-refresh-completed', {}, { outcome: 'any' }],
    [
      'the outcome of unification may be failed',
      'unification-refresh-completed',
      { outcome: 'failed' },
      { outcome: 'failed' },
    ],
  ])('%s', (_rule, triggerType, changes, result) => {
    const found = read(triggerType, changes);
    if (typeof result === 'string') expect(found).toBe(result);
    else expect(found).toMatchObject(Object(result));
  });

  test('unification ignores a submission', () => {
    expect(read('unification-refresh-completed', { submission: 'manual' })).toEqual({
      environmentId: 'c',
      outcome: 'any',
      language: 'en',
    });
  });
});
