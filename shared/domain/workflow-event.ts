import { z } from 'zod';
import { environmentIdSchema } from '../contract/fields.ts';
import { decimalSchema } from './decimal.ts';
import type { Reading, RefreshRun } from './events.ts';
import { instantSchema } from './instant.ts';
import { statusSchema, submissionSchema } from './native-refresh-event.ts';
import type { RunStatus, TriggerProcess } from './operations.ts';
import { isFinished, type OtherOperation, readOperation } from './operations.ts';
import { displayName, errorMessage, optional, optionalText, requiredText } from './text-fields.ts';

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

type AdditionalInfo = { readonly entityCount?: number | undefined } | undefined;

const isCount = (value: number) => Number.isInteger(value) && value >= 0;
const memberCount: z.ZodType<AdditionalInfo> = optional(
  orJsonText(z.object({ entityCount: optional(decimalSchema.refine(isCount, 'expected a member count')) })),
);

/** What any other step says there is its own affair, and no reason to refuse how the step ended. */
const anything: z.ZodType<AdditionalInfo> = optional(z.unknown()).transform(() => undefined);

/**
 * A `WorkflowEvent` as the diagnostic settings of Customer Insights write it (Microsoft's page on diagnostics, table
 * `CIEventsOperational`).
 */
function recordWith(additionalInfo: z.ZodType<AdditionalInfo>) {
  const properties = z.object({
    workflowJobId: requiredText,
    instanceId: environmentIdSchema,
    startTimestamp: optional(instantSchema),
    endTimestamp: optional(instantSchema),
    workflowSubmissionKind: optional(submissionSchema),
    identifier: optionalText,
    friendlyName: displayName,
    error: errorMessage,
    additionalInfo,
  });
  return z.object({
    time: optional(instantSchema),
    operationName: requiredText.regex(OPERATION_NAME, 'expected {OperationType}.[Workflow|Task][Started|Completed]'),
    resultType: optional(statusSchema),
    level: optionalText,
    properties: orJsonText(properties),
  });
}

const recordSchema = recordWith(anything);
const countedRecordSchema = recordWith(memberCount);

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
  const known = reasonToIgnore(item);
  if (known) return { kind: 'ignored', reason: known };
  const parsed = (hasMemberCount(item) ? countedRecordSchema : recordSchema).safeParse(item);
  if (!parsed.success) return parsed.error;
  const record = parsed.data;
  const identity = identityOf(record.operationName);
  return identity.operation === 'segmentation' ? readSegmentation(record, identity) : readRun(record, identity);
}

function identityOf(operationName: string): Identity {
  const [, operation = '', phase = ''] = OPERATION_NAME.exec(operationName) ?? [];
  return { operation: operation.toLowerCase(), phase: phase.toLowerCase() };
}

/** What the record says of itself is enough to pass some by, whatever else is in them: new operations will come. */
function reasonToIgnore(item: object): string | undefined {
  const head = z
    .object({ operationName: z.string(), properties: orJsonText(z.object({ eventType: optionalText })) })
    .safeParse(item);
  if (!head.success) return undefined;
  // The same settings may export audit records.
  if (!/^WorkflowEvent$/i.test(head.data.properties.eventType ?? 'WorkflowEvent')) return 'not-a-workflow-event';
  const { operation, phase } = identityOf(head.data.operationName);
  if (phase && readOperation(operation).kind === 'unknown') return 'operation-not-known';
  return phase.endsWith('started') ? 'not-finished' : undefined;
}

/** Only the task of a segmentation that succeeded counts the members of its segment. */
function hasMemberCount(item: object): boolean {
  const head = z.object({ operationName: z.string(), resultType: statusSchema }).safeParse(item);
  if (!head.success || !/^segmentation\.taskcompleted$/i.test(head.data.operationName)) return false;
  return head.data.resultType === 'succeeded' || head.data.resultType === 'completedWithWarnings';
}

function readRun(record: WorkflowRecord, identity: Identity): Reading | z.ZodError {
  const operation = readOperation(identity.operation);
  if (operation.kind === 'other') return readOther(record, identity, operation.process);
  if (operation.kind === 'unknown') return { kind: 'ignored', reason: 'operation-not-known' };
  const { process } = operation;
  if (identity.phase !== phaseThatCounts(process)) return { kind: 'ignored', reason: 'other-phase' };
  const status = statusOf(record);
  const endedAt = endOf(record);
  const missing = missingOf({
    'properties.identifier': process !== 'data-source' || record.properties.identifier,
    resultType: status,
    'properties.endTimestamp': !status || !isFinished(status) || endedAt,
  });
  if (missing || !status) return missing ?? missingOf({ resultType: status }) ?? new z.ZodError([]);
  return { kind: 'event', event: { ...runOf(record, identity), process, status, endedAt } };
}

/** A task of an operation that fires nothing is recorded when it says how it ended. */
function readOther(record: WorkflowRecord, identity: Identity, process: OtherOperation): Reading {
  const status = statusOf(record);
  if (!status || identity.phase !== 'taskcompleted') return { kind: 'ignored', reason: 'operation-without-trigger' };
  return { kind: 'event', event: { ...runOf(record, identity), process, status, endedAt: endOf(record) } };
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

/** A segmentation without a member count is a run like those of the other operations. */
function readSegmentation(record: WorkflowRecord, identity: Identity): Reading | z.ZodError {
  const { properties } = record;
  const value = properties.additionalInfo?.entityCount;
  if (value === undefined) return readOther(record, identity, 'segmentation');
  const evaluatedAt = endOf(record);
  const name = properties.identifier;
  const missing = missingOf({ 'properties.identifier': name, 'properties.endTimestamp': evaluatedAt });
  if (missing || !name || !evaluatedAt) return missing ?? new z.ZodError([]);
  return {
    kind: 'event',
    event: {
      kind: 'metric-sample',
      metricType: 'segment',
      eventId: eventIdOf(properties, identity),
      environmentId: properties.instanceId,
      name,
      displayName: properties.friendlyName,
      value,
      evaluatedAt,
      runId: properties.workflowJobId,
    },
  };
}

/** A data source or a unification is done when its task is; a full refresh when its workflow is. */
function phaseThatCounts(process: TriggerProcess): string {
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

/** The faults of fields that are not there, by their paths. */
function missingOf(fields: Readonly<Record<string, unknown>>): z.ZodError | undefined {
  const paths = Object.keys(fields).filter((path) => !fields[path]);
  if (paths.length === 0) return undefined;
  const message = 'required for this operation';
  return new z.ZodError(paths.map((path) => ({ code: 'custom', path: path.split('.'), message, input: undefined })));
}
