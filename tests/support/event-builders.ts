export type Fields = Readonly<Record<string, unknown>>;

/** The smallest native refresh-status event: an ingestion that failed. `changes` replace its fields. */
export function refreshEvent(changes: Fields = {}): Fields {
  return {
    eventId: 'e-1',
    environmentId: 'contoso',
    operation: 'ingestion',
    status: 'failed',
    runId: 'job-7',
    name: 'crm-contacts',
    endedAt: '2026-11-20T02:14:09Z',
    ...changes,
  };
}

/** The refresh-status event of the contract with every optional field. `undefined` removes a field. */
export function fullRefreshEvent(changes: Fields = {}): Fields {
  return refreshEvent({
    displayName: 'CRM contacts',
    submission: 'scheduled',
    startedAt: '2026-11-20T02:00:00Z',
    error: { code: 'dataSourceRefreshTimeout', message: 'The refresh took too long.' },
    counts: { succeeded: 7, failed: 0, skipped: 11, canceled: 0, withWarnings: 1 },
    ...changes,
  });
}

let samples = 0;

/** The smallest native metric-change event of one segment. Each call is one minute later than the previous one. */
export function sampleEvent(value: unknown, changes: Fields = {}): Fields {
  const number = ++samples;
  return {
    eventId: `m-${number}`,
    environmentId: 'contoso',
    metricType: 'segment',
    name: 'high-value',
    value,
    evaluatedAt: new Date(Date.UTC(2026, 10, 20, 0, number)).toISOString(),
    ...changes,
  };
}

/** The metric-change event of the contract with every optional field. `undefined` removes a field. */
export function fullMetricEvent(changes: Fields = {}): Fields {
  return sampleEvent(1203, {
    eventId: 'm-1',
    displayName: 'High value',
    previousValue: 998,
    evaluatedAt: '2026-11-20T02:20:00Z',
    runId: 'job-7',
    dimensions: [],
    ...changes,
  });
}

interface RecordChanges {
  readonly properties?: object;
  readonly [field: string]: unknown;
}

/** A `WorkflowEvent` record as the diagnostic settings of Customer Insights write it. */
export function workflowRecord(operationName: string, { properties, ...changes }: RecordChanges = {}): Fields {
  return {
    time: '2026-11-20T02:14:10.1234567Z',
    resourceId: '/SUBSCRIPTIONS/0/RESOURCEGROUPS/CI/PROVIDERS/MICROSOFT.D365CUSTOMERINSIGHTS/INSTANCES/CONTOSO',
    operationName,
    category: 'Operational',
    resultType: 'Successful',
    level: 'Informational',
    ...changes,
    properties: {
      eventType: 'WorkflowEvent',
      instanceId: 'contoso',
      workflowJobId: 'job-7',
      operationType: operationName.split('.')[0],
      startTimestamp: '2026-11-20T02:00:00Z',
      endTimestamp: '2026-11-20T02:14:09Z',
      ...properties,
    },
  };
}
