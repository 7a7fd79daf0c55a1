/** A native refresh-status event: an ingestion that failed, unless told otherwise. */
export function refreshEvent(more: object = {}): object {
  return {
    eventId: 'e-1',
    environmentId: 'contoso',
    operation: 'ingestion',
    status: 'failed',
    runId: 'job-7',
    name: 'crm-contacts',
    endedAt: '2026-11-20T02:14:09Z',
    ...more,
  };
}

let samples = 0;

/** A native metric-change event of one segment, each a minute after the one before. */
export function sampleEvent(value: number | string | null, more: object = {}): object {
  const number = ++samples;
  return {
    eventId: `m-${number}`,
    environmentId: 'contoso',
    metricType: 'segment',
    name: 'high-value',
    value,
    evaluatedAt: new Date(Date.UTC(2026, 10, 20, 0, number)).toISOString(),
    ...more,
  };
}

interface RecordMore {
  readonly properties?: object;
  readonly [field: string]: unknown;
}

/** A `WorkflowEvent` as the diagnostic settings of Customer Insights write it. */
export function workflowRecord(operationName: string, { properties, ...more }: RecordMore = {}): object {
  return {
    time: '2026-11-20T02:14:10.1234567Z',
    resourceId: '/SUBSCRIPTIONS/0/RESOURCEGROUPS/CI/PROVIDERS/MICROSOFT.D365CUSTOMERINSIGHTS/INSTANCES/CONTOSO',
    operationName,
    category: 'Operational',
    resultType: 'Successful',
    level: 'Informational',
    ...more,
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
