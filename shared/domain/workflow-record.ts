import { z } from 'zod';
import { environmentIdSchema } from '../contract/fields.ts';
import { decimalSchema, isCount } from './decimal.ts';
import { instantSchema } from './instant.ts';
import { fromJsonText } from './json-text.ts';
import { statusSchema, submissionSchema } from './native-refresh-event.ts';
import { displayName, errorMessage, optional, optionalText, requiredText } from './text-fields.ts';

const OPERATION_NAME = /^(\w+)\.((?:Workflow|Task)(?:Started|Completed))$/i;

/** The step of a job that a record is about: an operation and its phase, in lower case. */
export interface Step {
  readonly operation: string;
  readonly phase: string;
}

/** The step that an operation name stands for; both parts are empty when it has another form. */
export function stepOf(operationName: string): Step {
  const [, operation = '', phase = ''] = OPERATION_NAME.exec(operationName) ?? [];
  return { operation: operation.toLowerCase(), phase: phase.toLowerCase() };
}

/** The diagnostic settings declare `properties` as text, so JSON text is read as the object. */
function orJsonText<T extends z.ZodType>(schema: T) {
  return z.preprocess(fromJsonText, schema);
}

type AdditionalInfo = { readonly entityCount?: number | undefined } | undefined;

const memberCount: z.ZodType<AdditionalInfo> = optional(
  orJsonText(z.object({ entityCount: optional(decimalSchema.refine(isCount, 'expected a member count')) })),
);

/** Other steps put other things here. None of them makes a record unreadable. */
const anything: z.ZodType<AdditionalInfo> = optional(z.unknown()).transform(() => undefined);

/** A `WorkflowEvent` as the diagnostic settings of Customer Insights write it, in table `CIEventsOperational`. */
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

/** A diagnostic record with valid fields. */
export type WorkflowRecord = z.infer<typeof recordSchema>;

/** Reads the fields of a diagnostic record. */
export function parseRecord(item: object): z.ZodSafeParseResult<WorkflowRecord> {
  return (hasMemberCount(item) ? countedRecordSchema : recordSchema).safeParse(item);
}

const countedSchema = z.object({
  operationName: z.string().regex(/^segmentation\.taskcompleted$/i),
  resultType: statusSchema.pipe(z.enum(['succeeded', 'completedWithWarnings'])),
});

/** Only the task of a segmentation that succeeded counts the members of its segment. */
function hasMemberCount(item: object): boolean {
  return countedSchema.safeParse(item).success;
}

const headSchema = z.object({
  operationName: z.string(),
  properties: orJsonText(z.object({ eventType: optionalText })),
});

/** The step and event type of a record, read before the rest; `undefined` when the record does not tell them. */
export function headOf(item: object): { readonly step: Step; readonly eventType: string | undefined } | undefined {
  const head = headSchema.safeParse(item);
  return head.success
    ? { step: stepOf(head.data.operationName), eventType: head.data.properties.eventType }
    : undefined;
}
