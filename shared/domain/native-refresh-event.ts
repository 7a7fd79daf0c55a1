import { z } from 'zod';
import type { Reading, Submission } from './events.ts';
import { instantSchema } from './instant.ts';
import { isFinished, readOperation, readStatus, statusWords } from './operations.ts';
import {
  always,
  anyCase,
  displayName,
  environmentIdSchema,
  errorMessage,
  optional,
  optionalText,
  requiredText,
} from './text-fields.ts';

const count = optional(z.int().min(0));

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

/** The native form of the queue of refresh statuses. */
const refreshEventSchema = z
  .object({
    eventId: requiredText,
    environmentId: environmentIdSchema,
    operation: requiredText,
    status: statusSchema,
    runId: requiredText,
    name: optionalText,
    displayName,
    submission: optional(submissionSchema),
    startedAt: optional(instantSchema),
    endedAt: optional(instantSchema),
    error: optional(z.object({ code: optionalText, message: errorMessage })),
    counts: optional(
      z.object({ succeeded: count, failed: count, skipped: count, canceled: count, withWarnings: count }),
    ),
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
  if (operation.kind !== 'process') return { kind: 'ignored', reason: 'operation-without-trigger' };
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
