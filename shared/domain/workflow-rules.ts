import { isTriggerProcess, processOf, readStatus, type TriggerProcess } from './operations.ts';
import { isJsonObject, isPresent, type JsonFields } from './tolerant-reading.ts';
import { stepOf } from './workflow-record.ts';

/** The field that names what a task was about. */
export const IDENTIFIER = 'properties.identifier';

/** The field that tells how a step ended. */
export const RESULT = 'resultType';

/** The field that tells when a step ended. */
export const END = 'properties.endTimestamp';

/** Whether an item is a diagnostic record rather than a native event. Either may have a field of the other that is unknown to it. */
export function isWorkflowRecord(item: JsonFields): boolean {
  if (!('operationName' in item)) return false;
  return !isPresent(item.operation) || (isPresent(item.properties) && stepOf(item.operationName).phase !== '');
}

const DECIDING: ReadonlySet<string> = new Set([
  ...['operationName', 'properties', 'properties.workflowJobId', 'properties.instanceId', RESULT],
]);

/** Whether a field decides the outcome of a record. The time of the record does when it has to stand in for the end. */
export function decides({ operationName, resultType, properties, time }: JsonFields, field: string): boolean {
  const process = processOf(stepOf(operationName).operation);
  const hasEnd = isJsonObject(properties) && properties.endTimestamp !== undefined;
  const isRunning = typeof resultType === 'string' && readStatus(resultType) === 'running';
  if (field === IDENTIFIER) return process === 'data-source';
  if (field === END) return !isRunning;
  return field === 'time' ? !isRunning && !hasEnd && time !== undefined : DECIDING.has(field);
}

/** Some records are ignored by their head, whatever the rest is: Customer Insights adds operations. */
export function reasonToIgnore({ operationName, category, properties }: JsonFields): string | undefined {
  const { operation, phase } = stepOf(operationName);
  // The same settings may export audit records, whose operations have no phases.
  if (!phase) return isAudit(category, properties) ? 'not-a-workflow-event' : undefined;
  const process = processOf(operation);
  if (!process) return 'operation-not-known';
  if (phase.endsWith('started')) return 'not-finished';
  if (isTriggerProcess(process)) return phase === finalPhase(process) ? undefined : 'other-phase';
  return phase === 'taskcompleted' ? undefined : 'operation-without-trigger';
}

function isAudit(category: unknown, properties: unknown): boolean {
  if (typeof category === 'string' && /^Audit$/i.test(category)) return true;
  if (!isJsonObject(properties) || typeof properties.eventType !== 'string') return false;
  return !/^WorkflowEvent$/i.test(properties.eventType);
}

/** A data source or a unification has ended when its task has; a full refresh when its workflow has. */
function finalPhase(process: TriggerProcess): string {
  return process === 'full-refresh' ? 'workflowcompleted' : 'taskcompleted';
}
