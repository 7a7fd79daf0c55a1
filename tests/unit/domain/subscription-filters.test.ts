import { describe, expect, test } from '@jest/globals';
import type { FactsByType } from '../../../shared/contract/payload.ts';
import type { ParametersByType } from '../../../shared/contract/subscription.ts';
import { matches } from '../../../shared/domain/subscription.ts';

type Parameters = Partial<
  ParametersByType['data-source-refresh-succeeded'] & ParametersByType['full-refresh-completed']
>;
type Facts = FactsByType['data-source-refresh-succeeded'];

describe('the filter of a subscription:', () => {
  const run = {
    status: 'succeeded',
    submission: 'scheduled',
    runId: 'job-7',
    endedAt: '2026-11-20T02:14:09Z',
  } as const;

  test.each<[rule: string, parameters: Parameters, changes: Partial<Facts>, through: boolean]>([
    ['no data source lets every data source through', {}, {}, true],
    ['a data source lets its own runs through', { dataSource: 'crm' }, {}, true],
    ['a data source keeps runs of another data source out', { dataSource: 'erp' }, {}, false],
    [
      'a data source keeps a longer name with the same start out',
      { dataSource: 'crm' },
      { dataSourceName: 'crm2' },
      false,
    ],
    ['a data source name in another letter case keeps the run out', { dataSource: 'CRM' }, {}, false],
    ['any submission lets a scheduled run through', { submission: 'any' }, {}, true],
    ['any submission lets a run of unknown submission through', { submission: 'any' }, { submission: undefined }, true],
    ['submission scheduled lets a scheduled run through', { submission: 'scheduled' }, {}, true],
    ['submission scheduled keeps a manual run out', { submission: 'scheduled' }, { submission: 'manual' }, false],
    [
      'submission scheduled keeps a run of unknown submission out',
      { submission: 'scheduled' },
      { submission: undefined },
      false,
    ],
    ['submission manual lets a manual run through', { submission: 'manual' }, { submission: 'manual' }, true],
    ['submission manual keeps a scheduled run out', { submission: 'manual' }, {}, false],
    ['outcome any lets a failed run through', { outcome: 'any' }, { status: 'failed' }, true],
    ['outcome any lets a successful run through', { outcome: 'any' }, {}, true],
    ['outcome succeeded lets a successful run through', { outcome: 'succeeded' }, {}, true],
    [
      'outcome succeeded lets a success with warnings through',
      { outcome: 'succeeded' },
      { status: 'completedWithWarnings' },
      true,
    ],
    ['outcome succeeded keeps a failed run out', { outcome: 'succeeded' }, { status: 'failed' }, false],
    ['outcome failed lets a failed run through', { outcome: 'failed' }, { status: 'failed' }, true],
    ['outcome failed keeps a successful run out', { outcome: 'failed' }, {}, false],
    [
      'outcome failed keeps a success with warnings out',
      { outcome: 'failed' },
      { status: 'completedWithWarnings' },
      false,
    ],
    [
      'submission and outcome keep a run out when only one of them matches',
      { submission: 'scheduled', outcome: 'failed' },
      {},
      false,
    ],
    [
      'submission and outcome let a run through when both match',
      { submission: 'scheduled', outcome: 'succeeded' },
      {},
      true,
    ],
  ])('%s', (_rule, parameters, changes, through) => {
    const { dataSource, submission = 'any', outcome = 'any' } = parameters;
    const type = { triggerType: 'data-source-refresh-succeeded' } as const;
    const refresh = { triggerType: 'full-refresh-completed' } as const;
    const ofSource = matches(
      { ...type, parameters: { dataSource, language: 'en' } },
      { ...type, facts: { dataSourceName: 'crm', ...run, ...changes } },
    );
    const ofRefresh = matches(
      { ...refresh, parameters: { submission, outcome, language: 'en' } },
      { ...refresh, facts: { ...run, ...changes } },
    );
    expect(ofSource && ofRefresh).toBe(through);
  });
});
