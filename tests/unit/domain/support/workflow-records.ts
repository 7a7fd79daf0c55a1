import type { Fields } from '../../../support/event-builders.ts';
import { workflowRecord as leastRecord } from '../../../support/event-builders.ts';

const shared = {
  workflowJobId: '5d3a6c3e-7a51-4a08-a1f4-37a2f4d0e1c9',
  startTimestamp: '2026-11-20T02:00:00.1000000Z',
  endTimestamp: '2026-11-20T02:14:09.1234567Z',
  submittedTimestamp: '2026-11-20T01:59:58.0000000Z',
};

/** A `WorkflowEvent` record with all fields that Customer Insights writes. */
function record(operationName: string, properties: Fields, changes: Fields): Fields {
  const least = leastRecord(operationName, { durationMs: '849023', properties: { ...shared, ...properties } });
  return { ...least, ...changes };
}

/** A record of one task. `properties` are merged into those of an ingestion of `crm-contacts`. */
export function taskRecord(operationName: string, properties: Fields = {}, changes: Fields = {}): Fields {
  const task = { identifier: 'crm-contacts', friendlyName: 'CRM contacts', error: '', additionalInfo: null };
  return record(operationName, { ...task, ...properties }, changes);
}

/** A record of a whole workflow. */
export function workflowRecord(operationName: string, properties: Fields = {}, changes: Fields = {}): Fields {
  const workflow = {
    tasksCount: 19,
    submittedBy: 'system',
    workflowType: 'full',
    workflowSubmissionKind: 'Scheduled',
    workflowStatus: 'Successful',
  };
  return record(operationName, { ...workflow, ...properties }, changes);
}

/** A record of the evaluation of the segment `high-value`. */
export function segmentationRecord(entityCount: unknown, properties: Fields = {}, changes: Fields = {}): Fields {
  const segment = { identifier: 'high-value', friendlyName: 'High value', additionalInfo: { entityCount } };
  return taskRecord('Segmentation.TaskCompleted', { ...segment, ...properties }, changes);
}

/** The same record with `properties` as JSON text, as Log Analytics and the storage container hold it. */
export function withTextProperties(fields: Fields): Fields {
  return { ...fields, properties: JSON.stringify(fields.properties) };
}
