import { z } from 'zod';
import { environmentIdSchema, environmentWords } from '../contract/fields.ts';
import type { Reading, Submission } from './events.ts';
import { instantSchema } from './instant.ts';
import { isFinished, readOperation, readStatus, statusWords } from './operations.ts';
import {
  always,
  anyCase,
  displayName,
  errorMessage,
  eventIdSchema,
  optional,
  optionalText,
  requiredText,
} from './text-fields.ts';

const count = (title: string, description: string) => optional(z.int().min(0)).meta({ title, description });

const SUBMISSIONS: Readonly<Record<string, Submission>> = {
  scheduled: 'scheduled',
  manual: 'manual',
  ondemand: 'manual',
};

/** `scheduled`, or `manual`, which Customer Insights calls `onDemand`. */
export const submissionSchema = anyCase(z.enum(['scheduled', 'manual', 'ondemand'])).transform(
  (word): Submission | undefined => SUBMISSIONS[word],
);

export const statusSchema = z.string().transform((word, context) => {
  const status = readStatus(word);
  if (status) return status;
  context.addIssue({ code: 'custom', message: `'${word}' is no status; expected one of ${statusWords.join(', ')}` });
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
  code: optionalText.meta({ title: 'Error code', description: 'The error by code.' }),
  message: errorMessage.meta({ title: 'Error message', description: 'The error in words.' }),
});

/** The native form of the queue of refresh statuses; the words are for those who publish one from a flow. */
export const refreshEventSchema = z
  .object({
    eventId: eventIdSchema,
    environmentId: environmentIdSchema.meta(environmentWords),
    operation: requiredText.meta({
      title: 'Operation',
      description: 'What was refreshed; data sources, unification and full refresh start flows.',
    }),
    status: statusSchema.meta({ title: 'Status', description: 'How the run stands, or how it ended.' }),
    runId: requiredText.meta({
      title: 'Run ID',
      description: 'The job; a run fires once, however often it is reported.',
    }),
    name: optionalText.meta({
      title: 'Name',
      description: 'The unique name of the data source; required when the operation is one.',
    }),
    displayName: displayName.meta({ title: 'Display name', description: 'The name that people see.' }),
    submission: optional(submissionSchema).meta({ title: 'Submission', description: 'How the run was started.' }),
    startedAt: optional(instantSchema).meta({
      title: 'Started at',
      description: 'When the run started, in ISO 8601 with an offset.',
    }),
    endedAt: optional(instantSchema).meta({
      title: 'Ended at',
      description: 'When the run ended, in ISO 8601 with an offset; required once it has.',
    }),
    error: optional(error).meta({ title: 'Error', description: 'What went wrong.' }),
    counts: optional(counts).meta({ title: 'Counts', description: 'How the parts of a full refresh ended.' }),
  })
  .refine(({ status, endedAt }) => !status || !isFinished(status) || endedAt, {
    ...always,
    path: ['endedAt'],
    error: 'required once the run has ended',
  })
  .refine(({ operation, name }) => !/^ingestion$/i.test(operation) || name, {
    ...always,
    path: ['name'],
    error: 'required: the data source that was ingested',
  });

/** Reads one native refresh-status event. */
export function readNativeRefreshEvent(item: unknown): Reading | z.ZodError {
  if (isUnknown(item)) return { kind: 'ignored', reason: 'operation-not-known' };
  const parsed = refreshEventSchema.safeParse(item);
  if (!parsed.success) return parsed.error;
  const { operation: operationText, error, ...run } = parsed.data;
  const operation = readOperation(operationText);
  if (operation.kind === 'unknown') return { kind: 'ignored', reason: 'operation-not-known' };
  return {
    kind: 'event',
    event: {
      kind: 'refresh-run',
      process: operation.process,
      errorCode: error?.code,
      errorMessage: error?.message,
      ...run,
    },
  };
}

/** New operations will come, and nobody knows yet what their events look like. */
function isUnknown(item: unknown): boolean {
  const parsed = z.object({ operation: requiredText }).safeParse(item);
  return parsed.success && readOperation(parsed.data.operation).kind === 'unknown';
}
