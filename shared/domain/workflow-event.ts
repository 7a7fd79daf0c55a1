import type { RunStatus } from '../contract/run-status.ts';
import type { RefreshRun, RunProgress, RunSubject } from './events.ts';
import { type FormReading, ignored, invalid } from './form-reading.ts';
import type { Instant } from './instant.ts';
import { isFinished, isTriggerProcess, type OtherOperation, processOf, type TriggerProcess } from './operations.ts';
import { headOf, parseRecord, type Step, stepOf, type WorkflowRecord } from './workflow-record.ts';

const IDENTIFIER = 'properties.identifier';
const RESULT = 'resultType';
const END = 'properties.endTimestamp';

/** Whether an item is a diagnostic record rather than a native event. */
export function isWorkflowRecord(item: object): boolean {
  return 'operationName' in item && !('operation' in item);
}

/** Reads one diagnostic record: a run, the member count of a segment, or a reason to ignore it. */
export function readWorkflowEvent(item: object): FormReading {
  const reason = reasonToIgnore(item);
  if (reason) return ignored(reason);
  const parsed = parseRecord(item);
  if (!parsed.success) return invalid(parsed.error);
  const record = parsed.data;
  const step = stepOf(record.operationName);
  const process = processOf(step.operation);
  if (!process) return ignored('operation-not-known');
  if (process === 'segmentation') return readSegmentation(record, step);
  return isTriggerProcess(process) ? readRun(record, step, process) : readOther(record, step, process);
}

/** Some records are ignored by their head, whatever the rest is: Customer Insights adds operations. */
function reasonToIgnore(item: object): string | undefined {
  const head = headOf(item);
  if (!head) return undefined;
  // The same settings may export audit records.
  if (!/^WorkflowEvent$/i.test(head.eventType ?? 'WorkflowEvent')) return 'not-a-workflow-event';
  const { operation, phase } = head.step;
  if (phase && !processOf(operation)) return 'operation-not-known';
  return phase.endsWith('started') ? 'not-finished' : undefined;
}

function readRun(record: WorkflowRecord, step: Step, process: TriggerProcess): FormReading {
  if (step.phase !== finalPhase(process)) return ignored('other-phase');
  const subject = subjectOf(process, record.properties.identifier);
  const progress = progressOf(record);
  if (subject && progress) return runReading(record, step, { ...subject, ...progress });
  return missing([...(subject ? [] : [IDENTIFIER]), ...(progress ? [] : [statusOf(record) ? END : RESULT])]);
}

/** The run of an operation that fires nothing is recorded when its task tells how and when it ended. */
function readOther(record: WorkflowRecord, step: Step, process: OtherOperation): FormReading {
  const progress = progressOf(record);
  if (!progress || step.phase !== 'taskcompleted') return ignored('operation-without-trigger');
  return runReading(record, step, { process, name: record.properties.identifier, ...progress });
}

function runReading(record: WorkflowRecord, step: Step, run: RunSubject & RunProgress): FormReading {
  const { properties } = record;
  const event: RefreshRun = {
    kind: 'refresh-run',
    eventId: eventIdOf(properties, step),
    environmentId: properties.instanceId,
    runId: properties.workflowJobId,
    displayName: properties.friendlyName,
    submission: properties.workflowSubmissionKind,
    startedAt: properties.startTimestamp,
    errorMessage: properties.error,
    ...run,
  };
  return { kind: 'event', event };
}

/** A segmentation without a member count is a run like those of the other operations. */
function readSegmentation(record: WorkflowRecord, step: Step): FormReading {
  const { properties } = record;
  const value = properties.additionalInfo?.entityCount;
  if (value === undefined) return readOther(record, step, 'segmentation');
  const name = properties.identifier;
  const evaluatedAt = endOf(record);
  if (!name || !evaluatedAt) return missing([...(name ? [] : [IDENTIFIER]), ...(evaluatedAt ? [] : [END])]);
  return {
    kind: 'event',
    event: {
      kind: 'metric-sample',
      metricType: 'segment',
      eventId: eventIdOf(properties, step),
      environmentId: properties.instanceId,
      name,
      displayName: properties.friendlyName,
      value,
      evaluatedAt,
      runId: properties.workflowJobId,
    },
  };
}

/** A data source or a unification has ended when its task has; a full refresh when its workflow has. */
function finalPhase(process: TriggerProcess): string {
  return process === 'full-refresh' ? 'workflowcompleted' : 'taskcompleted';
}

function subjectOf(process: TriggerProcess, name: string | undefined): RunSubject | undefined {
  if (process !== 'data-source') return { process, name };
  return name ? { process, name } : undefined;
}

/** `undefined` when the record lacks its result, or the end of a finished run. */
function progressOf(record: WorkflowRecord): RunProgress | undefined {
  const status = statusOf(record);
  const endedAt = endOf(record);
  if (!status) return undefined;
  if (!isFinished(status)) return { status, endedAt };
  return endedAt && { status, endedAt };
}

/** Customer Insights reports "completed with warnings" as a success of level Warning. */
function statusOf({ resultType, level }: WorkflowRecord): RunStatus | undefined {
  const warned = resultType === 'succeeded' && level?.toLowerCase() === 'warning';
  return warned ? 'completedWithWarnings' : resultType;
}

function endOf({ properties, time }: WorkflowRecord): Instant | undefined {
  return properties.endTimestamp ?? time;
}

/** Records have no event ID. These parts are the same in every report of one step. */
function eventIdOf(properties: WorkflowRecord['properties'], { operation, phase }: Step): string {
  return [properties.instanceId, properties.workflowJobId, operation, properties.identifier ?? '', phase].join('|');
}

function missing(targets: readonly string[]): FormReading {
  return { kind: 'invalid', faults: targets.map((target) => ({ target, message: 'required for this operation' })) };
}
