export type Fields = Readonly<Record<string, unknown>>;

/** The refresh-status event of the contract, with some fields changed; `undefined` takes a field away. */
export function refreshEvent(changes: Fields = {}): Fields {
  return {
    eventId: 'e-1',
    environmentId: 'contoso',
    operation: 'ingestion',
    status: 'failed',
    runId: 'job-7',
    name: 'crm-contacts',
    displayName: 'CRM contacts',
    submission: 'scheduled',
    startedAt: '2026-11-20T02:00:00Z',
    endedAt: '2026-11-20T02:14:09Z',
    error: { code: 'dataSourceRefreshTimeout', message: 'The refresh took too long.' },
    counts: { succeeded: 7, failed: 0, skipped: 11, canceled: 0, withWarnings: 1 },
    ...changes,
  };
}

/** The metric-change event of the contract, with some fields changed. */
export function metricEvent(changes: Fields = {}): Fields {
  return {
    eventId: 'm-1',
    environmentId: 'contoso',
    metricType: 'segment',
    name: 'high-value',
    displayName: 'High value',
    value: 1203,
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
