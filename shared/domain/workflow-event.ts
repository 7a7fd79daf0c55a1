import { phrase } from '../contract/phrase.ts';
import type { RunStatus } from '../contract/run-status.ts';
import { hasFinished, type MetricSample, type RefreshRun, type RunProgress, type RunSubject } from './events.ts';
import { type FormReading, ignored, invalid, readAs, unread } from './form-reading.ts';
import type { Instant } from './instant.ts';
import { isFinished, isTriggerProcess, type OtherOperation, processOf, type TriggerProcess } from './operations.ts';
import { refuseFuture } from './ordering-time.ts';
import { type JsonFields, lacksAny, readTolerantly } from './tolerant-reading.ts';
import {
  fieldsOfRecord,
  recordSchema,
  type Step,
  stepOf,
  type WorkflowRecord,
  withRecordEnd,
} from './workflow-record.ts';
import { decides, END, IDENTIFIER, RESULT, reasonToIgnore } from './workflow-rules.ts';

/** What the readers of one record share. */
interface Arrived {
  readonly record: WorkflowRecord;
  readonly step: Step;
  readonly dropped: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly arrivedAt: number;
}

/** Reads one diagnostic record: a run, the member count of a segment, or a reason to ignore it. */
export function readWorkflowEvent(item: JsonFields, arrivedAt: number): FormReading {
  const present = fieldsOfRecord(item);
  const reason = reasonToIgnore(present);
  if (reason === 'operation-not-known') return ignored(reason, String(present.operationName));
  if (reason) return ignored(reason);
  const read = () => readRecord(present, arrivedAt);
  return lacksAny(present, ['properties']) ? unread(read) : read();
}

function readRecord(present: JsonFields, arrivedAt: number): FormReading {
  const fields = withRecordEnd(present, arrivedAt);
  const reading = readTolerantly(recordSchema, fields, (field) => decides(fields, field));
  if (reading.faults) return invalid(reading.faults);
  const step = stepOf(reading.data.operationName);
  const process = processOf(step.operation);
  if (!process) return ignored('operation-not-known');
  const arrived = { record: reading.data, step, dropped: reading.dropped, arrivedAt };
  if (process === 'segmentation') return readSegmentation(arrived);
  return isTriggerProcess(process) ? readRun(arrived, process) : readOther(arrived, process);
}

function readRun(arrived: Arrived, process: TriggerProcess): FormReading {
  const { record } = arrived;
  const subject = subjectOf(process, record.properties.identifier);
  const progress = progressOf(record);
  if (subject && progress) return runReading(arrived, { ...subject, ...progress });
  return missing([...(subject ? [] : [IDENTIFIER]), ...(progress ? [] : [statusOf(record) ? END : RESULT])]);
}

/** The run of an operation that fires nothing is recorded when its task tells how and when it ended. */
function readOther(arrived: Arrived, process: OtherOperation): FormReading {
  const progress = progressOf(arrived.record);
  if (!progress) return ignored('operation-without-trigger');
  return runReading(arrived, { process, name: arrived.record.properties.identifier, ...progress });
}

function runReading({ record, step, dropped, arrivedAt }: Arrived, run: RunSubject & RunProgress): FormReading {
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
  const future = hasFinished(event)
    ? refuseFuture({ field: endField(record), time: event.endedAt, arrivedAt })
    : undefined;
  return future ?? readAs(event, dropped);
}

/** A segmentation without a member count is a run like those of the other operations. */
function readSegmentation(arrived: Arrived): FormReading {
  const { record, step, dropped, arrivedAt } = arrived;
  const { properties } = record;
  const value = memberCountOf(record);
  if (value === undefined) return readOther(arrived, 'segmentation');
  const name = properties.identifier;
  const evaluatedAt = endOf(record);
  if (!name || !evaluatedAt) return missing([...(name ? [] : [IDENTIFIER]), ...(evaluatedAt ? [] : [END])]);
  const sample: MetricSample = {
    kind: 'metric-sample',
    metricType: 'segment',
    eventId: eventIdOf(properties, step),
    environmentId: properties.instanceId,
    name,
    displayName: properties.friendlyName,
    value,
    evaluatedAt,
    runId: properties.workflowJobId,
  };
  return refuseFuture({ field: endField(record), time: evaluatedAt, arrivedAt }) ?? readAs(sample, dropped);
}

/** Only a segmentation that succeeded counts the members of its segment. */
function memberCountOf(record: WorkflowRecord): number | undefined {
  const status = statusOf(record);
  if (status !== 'succeeded' && status !== 'completedWithWarnings') return undefined;
  const { entityCount, tableCount } = record.properties.additionalInfo ?? {};
  return entityCount ?? tableCount;
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

function endField({ properties }: WorkflowRecord): string {
  return properties.endTimestamp ? END : 'time';
}

/** Records have no event ID. These parts are the same in every report of one step. */
function eventIdOf(properties: WorkflowRecord['properties'], { operation, phase }: Step): string {
  return [properties.instanceId, properties.workflowJobId, operation, properties.identifier ?? '', phase].join('|');
}

function missing(targets: readonly string[]): FormReading {
  return invalid(() => targets.map((target) => ({ target, message: phrase('fault.required-for-operation') })));
}
