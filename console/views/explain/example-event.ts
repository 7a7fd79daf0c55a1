import type { EventQueue } from '../../api/explain.ts';
import type { Subscription } from '../../api/subscriptions.ts';

/** An event that would start a flow, to be changed into the one in question. */
export function exampleEvent(queue: EventQueue, environmentId: string, subscription: Subscription | undefined): string {
  const now = new Date().toISOString();
  const { triggerType, parameters = {} } = subscription ?? {};
  const common = { eventId: 'event-1', environmentId };
  const event =
    queue === 'metric-change'
      ? {
          ...common,
          metricType: parameters.measure === undefined ? 'segment' : 'measure',
          name: parameters.segment ?? parameters.measure ?? 'high-value',
          value: (parameters.threshold ?? 1000) + 1,
          evaluatedAt: now,
        }
      : {
          ...common,
          operation: OPERATIONS[triggerType ?? ''] ?? 'ingestion',
          ...(OPERATIONS[triggerType ?? ''] ? {} : { name: parameters.dataSource ?? 'crm-contacts' }),
          status: triggerType === 'data-source-refresh-failed' ? 'failed' : 'successful',
          runId: 'job-1',
          endedAt: now,
        };
  return JSON.stringify(event, undefined, 2);
}

/** The queue by which the events come that start a flow. */
export function queueOf({ triggerType }: Pick<Subscription, 'triggerType'>): EventQueue {
  return triggerType.endsWith('-threshold-crossed') ? 'metric-change' : 'refresh-status';
}

const OPERATIONS: Readonly<Record<string, string>> = {
  'full-refresh-completed': 'all',
  'unification-refresh-completed': 'merge',
};
