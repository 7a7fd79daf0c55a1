import type { FactsByType } from './payload.ts';
import type { TriggerType } from './trigger-types.ts';

/** What a trigger type may tell when it fires. */
interface Sample<T extends TriggerType> {
  readonly facts: FactsByType[T];
  readonly threshold?: number;
}

const run = {
  runId: '7d5c1f0e-2f64-4c5e-9c0b-8f6f3a1f4b52',
  submission: 'scheduled',
  startedAt: '2026-11-20T02:00:00Z',
  endedAt: '2026-11-20T02:14:09Z',
} as const;

const dataSource = { dataSourceName: 'crm-contacts', dataSourceDisplayName: 'CRM contacts' };

const moment = { evaluatedAt: run.endedAt, runId: run.runId };

/** A sample of each trigger type. */
export const samples: { readonly [T in TriggerType]: Sample<T> } = {
  'data-source-refresh-failed': {
    facts: {
      ...dataSource,
      status: 'failed',
      ...run,
      errorCode: 'dataSourceRefreshTimeout',
      errorMessage: 'The refresh took too long.',
    },
  },
  'data-source-refresh-succeeded': { facts: { ...dataSource, status: 'succeeded', ...run } },
  'segment-threshold-crossed': {
    facts: { segmentName: 'high-value', segmentDisplayName: 'High value', value: 1203, previousValue: 998, ...moment },
    threshold: 1000,
  },
  'measure-threshold-crossed': {
    facts: {
      measureName: 'total-revenue',
      measureDisplayName: 'Total revenue',
      value: 1250000.5,
      previousValue: 987654.25,
      ...moment,
    },
    threshold: 1000000,
  },
  'full-refresh-completed': {
    facts: {
      status: 'completedWithWarnings',
      ...run,
      succeededCount: 7,
      failedCount: 0,
      skippedCount: 11,
      canceledCount: 0,
      withWarningsCount: 1,
    },
  },
  'unification-refresh-completed': { facts: { status: 'succeeded', ...run } },
};
