import type { FactsByType } from './payload.ts';
import type { TriggerType } from './trigger-types.ts';

/** A trigger type in words, with a sample of what it tells. */
interface TriggerDescription<T extends TriggerType> {
  readonly title: string;
  readonly description: string;
  /** Tells a flow maker how to make it fire. */
  readonly hint: string;
  readonly sample: { readonly facts: FactsByType[T]; readonly threshold?: number };
}

const run = {
  runId: '7d5c1f0e-2f64-4c5e-9c0b-8f6f3a1f4b52',
  submission: 'scheduled',
  startedAt: '2026-11-20T02:00:00Z',
  endedAt: '2026-11-20T02:14:09Z',
} as const;

const dataSource = { dataSourceName: 'crm-contacts', dataSourceDisplayName: 'CRM contacts' };

const moment = { evaluatedAt: run.endedAt, runId: run.runId };

/** The six trigger types in words, each with a sample of its facts. */
export const catalogue: { readonly [T in TriggerType]: TriggerDescription<T> } = {
  'data-source-refresh-failed': {
    title: 'When a data source refresh fails',
    description: 'This operation triggers when the refresh of a data source ends with a failure.',
    hint: 'To see it work now, refresh a data source whose credentials have expired.',
    sample: {
      facts: {
        ...dataSource,
        status: 'failed',
        ...run,
        errorCode: 'dataSourceRefreshTimeout',
        errorMessage: 'The refresh took too long.',
      },
    },
  },
  'data-source-refresh-succeeded': {
    title: 'When a data source refresh succeeds',
    description:
      'This operation triggers when the refresh of a data source ends with success, with or without warnings.',
    hint: 'To see it work now, refresh a data source.',
    sample: { facts: { ...dataSource, status: 'succeeded', ...run } },
  },
  'segment-threshold-crossed': {
    title: 'When a segment crosses above a threshold',
    description:
      'This operation triggers when the member count of a segment rises from at or below the threshold to above it.',
    hint: 'To see it work now, set a threshold just above the current member count and let the segment grow.',
    sample: {
      facts: {
        segmentName: 'high-value',
        segmentDisplayName: 'High value',
        value: 1203,
        previousValue: 998,
        ...moment,
      },
      threshold: 1000,
    },
  },
  'measure-threshold-crossed': {
    title: 'When a business measure crosses above a threshold',
    description:
      'This operation triggers when a business measure without dimensions rises from at or below the threshold to above it.',
    hint: 'To see it work now, set a threshold just above the current value, and refresh the measure when its data has grown.',
    sample: {
      facts: {
        measureName: 'total-revenue',
        measureDisplayName: 'Total revenue',
        value: 1250000.5,
        previousValue: 987654.25,
        ...moment,
      },
      threshold: 1000000,
    },
  },
  'full-refresh-completed': {
    title: 'When a full refresh is completed',
    description: 'This operation triggers when a refresh of all processes ends, with success or failure.',
    hint: 'To see it work now, choose to refresh everything on the system page of Customer Insights.',
    sample: {
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
  },
  'unification-refresh-completed': {
    title: 'When a unification is completed',
    description: 'This operation triggers when the last stage of map, match and merge ends, with success or failure.',
    hint: 'To see it work now, unify the customer profiles.',
    sample: { facts: { status: 'succeeded', ...run } },
  },
};
