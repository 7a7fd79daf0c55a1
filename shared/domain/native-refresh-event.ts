import * as z from 'zod';
import { environmentIdSchema, environmentWords, nameSchema } from '../contract/fields.ts';
import { fault, faultIssue } from '../contract/issues.ts';
import type { Submission } from '../contract/run-status.ts';
import { hasFinished, type RefreshRun, type RunProgress, type RunSubject } from './events.ts';
import { type FormReading, ignored, invalid, readAs, unread } from './form-reading.ts';
import { instantSchema } from './instant.ts';
import { isFinished, type Process, processOf, readStatus, statusWords } from './operations.ts';
import { refuseFuture, withOrderingTime } from './ordering-time.ts';
import {
  always,
  anySpelling,
  displayName,
  errorCode,
  errorMessage,
  eventIdSchema,
  optional,
  optionalText,
  optionalTime,
} from './text-fields.ts';
import {
  isPresent,
  type JsonFields,
  lacksAny,
  presentFields,
  readTolerantly,
  unknownFields,
} from './tolerant-reading.ts';

const count = (title: string, description: string) => optional(z.int().min(0)).meta({ title, description });

const SUBMISSIONS: Readonly<Record<string, Submission>> = {
  scheduled: 'scheduled',
  manual: 'manual',
  ondemand: 'manual',
};

/** Reads how a run was started. Customer Insights says `onDemand` for `manual`. */
export const submissionSchema = anySpelling(z.enum(['scheduled', 'manual', 'ondemand'])).transform(
  (word): Submission | undefined => SUBMISSIONS[word],
);

/** Reads a status in any of its words. */
export const statusSchema = z.string().transform((word, context) => {
  const status = readStatus(word);
  if (status) return status;
  context.addIssue(faultIssue('fault.status', { word, words: statusWords.join(', ') }));
  return z.NEVER;
});

const operation = nameSchema.transform((word, context) => {
  const process = processOf(word);
  if (process) return process;
  context.addIssue(faultIssue('fault.operation', { word }));
  return z.NEVER;
});

const counts = z.object({
  succeeded: count('Succeeded', 'How many parts succeeded.'),
  failed: count('Failed', 'How many parts failed.'),
  skipped: count('Skipped', 'How many parts were skipped.'),
  canceled: count('Canceled', 'How many parts were canceled.'),
  withWarnings: count('With warnings', 'How many parts completed with warnings.'),
});

const error = z.object({
  code: errorCode.meta({ title: 'Code', description: 'The code of the error.' }),
  message: errorMessage.meta({ title: 'Message', description: 'What went wrong.' }),
});

/** The native form of a refresh status. Titles and descriptions are for makers who publish one from a flow. */
export const refreshEventSchema = z
  .object({
    eventId: eventIdSchema,
    environmentId: environmentIdSchema.meta(environmentWords),
    operation: operation.meta({
      title: 'Operation',
      description: 'What was refreshed; data sources, unification and full refresh start flows.',
    }),
    status: statusSchema.meta({ title: 'Status', description: 'The status of the run.' }),
    runId: nameSchema.meta({
      title: 'Run ID',
      description: 'The job; a run fires once, however often it is reported.',
    }),
    name: optionalText.meta({
      title: 'Name',
      description: 'The unique name of the data source; required when the operation is one.',
    }),
    displayName: displayName.meta({ title: 'Display name', description: 'The name that people see.' }),
    submission: optional(submissionSchema).meta({ title: 'Started by', description: 'What started the run.' }),
    startedAt: optionalTime.meta({
      title: 'Started at',
      description: 'When the run started, in ISO 8601 with an offset.',
    }),
    endedAt: optional(instantSchema).meta({
      title: 'Ended at',
      description: 'When the run ended, in ISO 8601 with an offset; required once it has.',
    }),
    error: optional(error).meta({ title: 'Error', description: 'The error that the run ended with.' }),
    counts: optional(counts).meta({ title: 'Parts', description: 'How the parts of a full refresh ended.' }),
  })
  .refine((run): run is typeof run & RunProgress => !run.status || !isFinished(run.status) || !!run.endedAt, {
    ...always,
    path: ['endedAt'],
    ...fault('fault.end-required', {}),
  })
  .refine((run): run is typeof run & NamedOperation => run.operation !== 'data-source' || !!run.name, {
    ...always,
    path: ['name'],
    ...fault('fault.data-source-required', {}),
  });

type NamedOperation =
  | { readonly operation: 'data-source'; readonly name: string }
  | { readonly operation: Exclude<Process, 'data-source'>; readonly name?: string | undefined };

const REQUIRED = ['eventId', 'environmentId', 'operation', 'status', 'runId'];

/** Reads one native refresh-status event that arrived at a time in milliseconds since the Unix epoch. */
export function readNativeRefreshEvent(item: JsonFields, arrivedAt: number): FormReading {
  const { operation } = item;
  // Only the operation is read first: Customer Insights adds operations, and the rest of their events is unknown.
  if (isPresent(operation) && nameSchema.safeParse(operation).success && !processOf(String(operation)))
    return ignored('operation-not-known', String(operation));
  const read = () => readRun(item, arrivedAt);
  return lacksAny(item, REQUIRED) ? unread(read) : read();
}

function readRun(item: JsonFields, arrivedAt: number): FormReading {
  const fields = withOrderingTime(presentFields(item), 'endedAt', arrivedAt);
  const { operation, status } = fields;
  const isNamed = typeof operation === 'string' && processOf(operation) === 'data-source';
  const isRunning = typeof status === 'string' && readStatus(status) === 'running';
  const decides = (field: string) =>
    REQUIRED.includes(field) || (field === 'name' && isNamed) || (field === 'endedAt' && !isRunning);
  const reading = readTolerantly(refreshEventSchema, fields, decides);
  if (reading.faults) return invalid(reading.faults);
  const run = runOf(reading.data);
  const future = hasFinished(run) ? refuseFuture({ field: 'endedAt', time: run.endedAt, arrivedAt }) : undefined;
  return future ?? readAs(run, reading.dropped, unknownFields(item, KNOWN));
}

const KNOWN = {
  '': { ...refreshEventSchema.shape, traceparent: z.string() },
  error: error.shape,
  counts: counts.shape,
};

type NativeRun = z.infer<typeof refreshEventSchema>;

function runOf(fields: NativeRun): RefreshRun {
  const { operation: _, error, ...run } = fields;
  const errorFields = { errorCode: error?.code, errorMessage: error?.message };
  return { kind: 'refresh-run', ...errorFields, ...run, ...subjectOf(fields) };
}

function subjectOf(run: NamedOperation): RunSubject {
  return run.operation === 'data-source'
    ? { process: run.operation, name: run.name }
    : { process: run.operation, name: run.name };
}
