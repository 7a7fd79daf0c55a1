import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { FactsByType } from '../../../shared/contract/payload.ts';
import { type ParametersByType, parametersSchemas } from '../../../shared/contract/subscription.ts';
import { type TriggerType, triggerTypes } from '../../../shared/contract/trigger-types.ts';
import { matches } from '../../../shared/domain/subscription.ts';
import type { Fields } from './support/native-events.ts';

const required: Record<TriggerType, Fields> = {
  'data-source-refresh-failed': {},
  'data-source-refresh-succeeded': {},
  'segment-threshold-crossed': { segment: 'high-value', threshold: 1000 },
  'measure-threshold-crossed': { measure: 'total-revenue', threshold: 1000.5 },
  'full-refresh-completed': {},
  'unification-refresh-completed': {},
};

/** What the parameters are read as, or the names of the faulty ones. */
function read(triggerType: TriggerType, changes: Fields): unknown {
  const parsed = parametersSchemas[triggerType].safeParse({ environmentId: 'c', ...required[triggerType], ...changes });
  return parsed.success ? parsed.data : parsed.error.issues.map(({ path }) => path.join('.')).join();
}

describe.each(triggerTypes.map((triggerType) => [triggerType]))('the parameters of %s', (triggerType) => {
  test.each<[rule: string, environmentId: unknown, taken: boolean]>([
    ['an environment id of 1 character is taken', 'c', true],
    ['an environment id of 128 characters is taken', 'c'.repeat(128), true],
    ['an environment id of 129 characters is refused', 'c'.repeat(129), false],
    ['an empty environment id is refused', '', false],
    ['a missing environment id is refused', undefined, false],
    ['an environment id that is a number is refused', 7, false],
  ])('%s', (_rule, environmentId, taken) => {
    const result = read(triggerType, { environmentId });
    if (taken) expect(result).toMatchObject({ environmentId, ...required[triggerType] });
    else expect(result).toBe('environmentId');
  });

  test('are published as a JSON schema that names what is required', () => {
    const schema = z.toJSONSchema(parametersSchemas[triggerType], { io: 'input' });
    expect(schema.required).toEqual(['environmentId', ...Object.keys(required[triggerType])]);
  });
});

describe('parameters by trigger type', () => {
  test.each<[rule: string, triggerType: TriggerType, changes: Fields, result: unknown]>([
    ['a segment threshold of 0 is taken', 'segment-threshold-crossed', { threshold: 0 }, { threshold: 0 }],
    ['a segment threshold of 1 is taken', 'segment-threshold-crossed', { threshold: 1 }, { threshold: 1 }],
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
    ['the data source of a failure is optional', 'data-source-refresh-failed', {}, { environmentId: 'c' }],
    [
      'the data source of a failure is a name',
      'data-source-refresh-failed',
      { dataSource: 'crm' },
      { dataSource: 'crm' },
    ],
    [
      'the data source of a success is a name',
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
      'a full refresh may be scheduled',
      'full-refresh-completed',
      { submission: 'scheduled' },
      { submission: 'scheduled', outcome: 'any' },
    ],
    ['a full refresh may be manual', 'full-refresh-completed', { submission: 'manual' }, { submission: 'manual' }],
    ['a full refresh may be succeeded', 'full-refresh-completed', { outcome: 'succeeded' }, { outcome: 'succeeded' }],
    ['a full refresh may be failed', 'full-refresh-completed', { outcome: 'failed' }, { outcome: 'failed' }],
    ['another submission is refused', 'full-refresh-completed', { submission: 'weekly' }, 'submission'],
    ['another outcome is refused', 'full-refresh-completed', { outcome: 'canceled' }, 'outcome'],
    ['unification defaults to any outcome', 'unification-refresh-completed', {}, { outcome: 'any' }],
    ['unification may be failed', 'unification-refresh-completed', { outcome: 'failed' }, { outcome: 'failed' }],
  ])('%s', (_rule, triggerType, changes, result) => {
    const found = read(triggerType, changes);
    if (typeof result === 'string') expect(found).toBe(result);
    else expect(found).toMatchObject(Object(result));
  });

  test('unification has no submission', () => {
    expect(read('unification-refresh-completed', { submission: 'manual' })).toEqual({
      environmentId: 'c',
      outcome: 'any',
    });
  });
});

type Parameters = ParametersByType['data-source-refresh-succeeded'] &
  Partial<ParametersByType['full-refresh-completed']>;
type Facts = FactsByType['data-source-refresh-succeeded'];

describe('the filters of a subscription', () => {
  const run = {
    status: 'succeeded',
    submission: 'scheduled',
    runId: 'job-7',
    endedAt: '2026-11-20T02:14:09Z',
  } as const;

  test.each<[rule: string, parameters: Parameters, changes: Partial<Facts>, through: boolean]>([
    ['no data source lets every data source through', {}, {}, true],
    ['a data source lets itself through', { dataSource: 'crm' }, {}, true],
    ['a data source keeps another out', { dataSource: 'erp' }, {}, false],
    ['a data source keeps a longer name out', { dataSource: 'crm' }, { dataSourceName: 'crm2' }, false],
    ['names compare exactly', { dataSource: 'CRM' }, {}, false],
    ['any submission lets a scheduled run through', { submission: 'any' }, {}, true],
    ['any submission lets a run of unknown submission through', { submission: 'any' }, { submission: undefined }, true],
    ['scheduled lets a scheduled run through', { submission: 'scheduled' }, {}, true],
    ['scheduled keeps a manual run out', { submission: 'scheduled' }, { submission: 'manual' }, false],
    ['scheduled keeps a run of unknown submission out', { submission: 'scheduled' }, { submission: undefined }, false],
    ['manual lets a manual run through', { submission: 'manual' }, { submission: 'manual' }, true],
    ['manual keeps a scheduled run out', { submission: 'manual' }, {}, false],
    ['any outcome lets a failure through', { outcome: 'any' }, { status: 'failed' }, true],
    ['any outcome lets a success through', { outcome: 'any' }, {}, true],
    ['succeeded lets a success through', { outcome: 'succeeded' }, {}, true],
    [
      'succeeded lets a success with warnings through',
      { outcome: 'succeeded' },
      { status: 'completedWithWarnings' },
      true,
    ],
    ['succeeded keeps a failure out', { outcome: 'succeeded' }, { status: 'failed' }, false],
    ['failed lets a failure through', { outcome: 'failed' }, { status: 'failed' }, true],
    ['failed keeps a success out', { outcome: 'failed' }, {}, false],
    ['failed keeps a success with warnings out', { outcome: 'failed' }, { status: 'completedWithWarnings' }, false],
    ['both filters have to let it through', { submission: 'scheduled', outcome: 'failed' }, {}, false],
    ['both filters let it through', { submission: 'scheduled', outcome: 'succeeded' }, {}, true],
  ])('%s', (_rule, parameters, changes, through) => {
    const { dataSource, submission = 'any', outcome = 'any' } = parameters;
    const type = { triggerType: 'data-source-refresh-succeeded' } as const;
    const refresh = { triggerType: 'full-refresh-completed' } as const;
    const ofSource = matches(
      { ...type, parameters: { dataSource } },
      { ...type, facts: { dataSourceName: 'crm', ...run, ...changes } },
    );
    const ofRefresh = matches(
      { ...refresh, parameters: { submission, outcome } },
      { ...refresh, facts: { ...run, ...changes } },
    );
    expect(ofSource && ofRefresh).toBe(through);
  });
});
