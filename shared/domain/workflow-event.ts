import { z } from 'zod';
import { decimalSchema } from './decimal.ts';
import type { Reading, RefreshRun, RunStatus } from './events.ts';
import { instantSchema } from './instant.ts';
import { statusSchema, submissionSchema } from './native-refresh-event.ts';
import { isFinished, readOperation } from './operations.ts';
import { environmentIdSchema, optional, optionalText, requiredText } from './text-fields.ts';

const OPERATION_NAME = /^(\w+)\.((?:Workflow|Task)(?:Started|Completed))$/i;

/** The diagnostic settings type `properties` as text, so JSON text stands for the object. */
function orJsonText<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? parseOrKeep(value) : value), schema);
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const propertiesSchema = z.object({
  workflowJobId: requiredText,
  instanceId: environmentIdSchema,
  startTimestamp: optional(instantSchema),
  endTimestamp: optional(instantSchema),
  workflowSubmissionKind: optional(submissionSchema),
  identifier: optionalText,
  friendlyName: optionalText,
  error: optionalText,
  additionalInfo: optional(
    orJsonText(z.object({ entityCount: optional(decimalSchema.refine(isCount, 'expected a member count')) })),
  ),
});

/**
 * A `WorkflowEvent` as the diagnostic settings of Customer Insights write it (Microsoft's page on diagnostics, table
 * `CIEventsOperational`).
 */
const recordSchema = z.object({
  time: optional(instantSchema),
  operationName: requiredText.regex(OPERATION_NAME, 'expected {OperationType}.[Workflow|Task][Started|Completed]'),
  resultType: optional(statusSchema),
  level: optionalText,
  properties: orJsonText(propertiesSchema),
});

type WorkflowRecord = z.infer<typeof recordSchema>;

interface Identity {
  readonly operation: string;
  readonly phase: string;
}

/** Whether an item is a diagnostic record rather than a native event. */
export function isWorkflowRecord(item: object): boolean {
  return 'operationName' in item && !('operation' in item);
}

/** Reads one diagnostic record: a run, the member count of a segment, or a reason to ignore it. */
export function readWorkflowEvent(item: object): Reading | z.ZodError {
  if (!isWorkflowEvent(item)) return { kind: 'ignored', reason: 'not-a-workflow-event' };
  const parsed = recordSchema.safeParse(item);
  if (!parsed.success) return parsed.error;
  const record = parsed.data;
  const [, operation = '', phase = ''] = OPERATION_NAME.exec(record.operationName) ?? [];
  const identity = { operation: operation.toLowerCase(), phase: phase.toLowerCase() };
  if (identity.phase.endsWith('started')) return { kind: 'ignored', reason: 'not-finished' };
  return identity.operation === 'segmentation' ? readSegmentation(record, identity) : readRun(record, identity);
}

/** The same settings may export audit records; they say what they are in `properties.eventType`. */
function isWorkflowEvent(item: object): boolean {
  const parsed = z.object({ properties: orJsonText(z.object({ eventType: optionalText })) }).safeParse(item);
  return !parsed.success || (parsed.data.properties.eventType ?? 'WorkflowEvent') === 'WorkflowEvent';
}

function readRun(record: WorkflowRecord, identity: Identity): Reading | z.ZodError {
  const operation = readOperation(identity.operation);
  if (operation.kind !== 'process') {
    return {
      kind: 'ignored',
      reason: operation.kind === 'other' ? 'operation-without-trigger' : 'operation-not-known',
    };
  }
  if (identity.phase !== phaseThatCounts(operation.process)) return { kind: 'ignored', reason: 'other-phase' };
  if (operation.process === 'data-source' && !record.properties.identifier) return missing('properties', 'identifier');
  const status = statusOf(record);
  if (!status) return missing('resultType');
  const endedAt = endOf(record);
  if (isFinished(status) && !endedAt) return missing('properties', 'endTimestamp');
  return { kind: 'event', event: { ...runOf(record, identity), process: operation.process, status, endedAt } };
}

function runOf({ properties }: WorkflowRecord, identity: Identity): Omit<RefreshRun, 'process' | 'status'> {
  return {
    kind: 'refresh-run',
    eventId: eventIdOf(properties, identity),
    environmentId: properties.instanceId,
    runId: properties.workflowJobId,
    name: properties.identifier,
    displayName: properties.friendlyName,
    submission: properties.workflowSubmissionKind,
    startedAt: properties.startTimestamp,
    errorMessage: properties.error,
  };
}

function readSegmentation(record: WorkflowRecord, identity: Identity): Reading | z.ZodError {
  const { properties } = record;
  const value = properties.additionalInfo?.entityCount;
  if (identity.phase !== 'taskcompleted' || value === undefined)
    return { kind: 'ignored', reason: 'operation-without-trigger' };
  const status = statusOf(record);
  if (status !== 'succeeded' && status !== 'completedWithWarnings')
    return { kind: 'ignored', reason: 'segmentation-not-succeeded' };
  const evaluatedAt = endOf(record);
  if (!properties.identifier) return missing('properties', 'identifier');
  if (!evaluatedAt) return missing('properties', 'endTimestamp');
  return {
    kind: 'event',
    event: {
      kind: 'metric-sample',
      metricType: 'segment',
      eventId: eventIdOf(properties, identity),
      environmentId: properties.instanceId,
      name: properties.identifier,
      displayName: properties.friendlyName,
      value,
      evaluatedAt,
      runId: properties.workflowJobId,
    },
  };
}

/** A data source or a unification is done when its task is; a full refresh when its workflow is. */
function phaseThatCounts(process: RefreshRun['process']): string {
  return process === 'full-refresh' ? 'workflowcompleted' : 'taskcompleted';
}

/** Customer Insights says "completed with warnings" as a success of level Warning. */
function statusOf(record: WorkflowRecord): RunStatus | undefined {
  const warned = record.resultType === 'succeeded' && record.level?.toLowerCase() === 'warning';
  return warned ? 'completedWithWarnings' : record.resultType;
}

function endOf(record: WorkflowRecord) {
  return record.properties.endTimestamp ?? record.time;
}

/** Records carry no event id; these parts are the same in every report of one step. */
function eventIdOf(properties: WorkflowRecord['properties'], { operation, phase }: Identity): string {
  return [properties.instanceId, properties.workflowJobId, operation, properties.identifier ?? '', phase].join('|');
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function missing(...path: string[]): z.ZodError {
  return new z.ZodError([{ code: 'custom', path, message: 'required for this operation', input: undefined }]);
}
