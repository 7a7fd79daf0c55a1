import { refreshEvent as leastRefreshEvent, sampleEvent } from '../../../support/event-builders.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The refresh-status event of the contract, with some fields changed; `undefined` takes a field away. */
export function refreshEvent(changes: Fields = {}): Fields {
  return {
    ...leastRefreshEvent(),
    displayName: 'CRM contacts',
    submission: 'scheduled',
    startedAt: '2026-11-20T02:00:00Z',
    error: { code: 'dataSourceRefreshTimeout', message: 'The refresh took too long.' },
    counts: { succeeded: 7, failed: 0, skipped: 11, canceled: 0, withWarnings: 1 },
    ...changes,
  };
}

/** The metric-change event of the contract, with some fields changed. */
export function metricEvent(changes: Fields = {}): Fields {
  return {
    ...sampleEvent(1203),
    eventId: 'm-1',
    displayName: 'High value',
    previousValue: 998,
    evaluatedAt: '2026-11-20T02:20:00Z',
    runId: 'job-7',
    dimensions: [],
    ...changes,
  };
}

/** The same fields without those that are `undefined`, as JSON would carry them. */
export function asJson(fields: Fields): unknown {
  return JSON.parse(JSON.stringify(fields));
}
