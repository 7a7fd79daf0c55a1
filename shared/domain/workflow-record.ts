import * as z from 'zod';
import { environmentIdSchema, nameSchema } from '../contract/fields.ts';
import { fault } from '../contract/issues.ts';
import { decimalSchema, isCount } from './decimal.ts';
import { type Instant, instantFromMilliseconds, instantSchema, isNeverSet } from './instant.ts';
import { fromJsonText } from './json-text.ts';
import { statusSchema, submissionSchema } from './native-refresh-event.ts';
import { displayName, errorMessage, optional, optionalText, optionalTime } from './text-fields.ts';
import { isJsonObject, type JsonFields, presentFields } from './tolerant-reading.ts';

const OPERATION_NAME = /^(\w+)\.((?:Workflow|Task)(?:Started|Completed))$/i;

const OPERATION_FORM = '{OperationType}.[Workflow|Task][Started|Completed]';

/** The step of a job that a record is about: an operation and its phase, in lower case. */
export interface Step {
  readonly operation: string;
  readonly phase: string;
}

/** The step that an operation name stands for; both parts are empty when it has another form. */
export function stepOf(operationName: unknown): Step {
  const [, operation = '', phase = ''] = OPERATION_NAME.exec(String(operationName)) ?? [];
  return { operation: operation.toLowerCase(), phase: phase.toLowerCase() };
}

const memberCount = optional(decimalSchema.refine(isCount, fault('fault.member-count', {})));

/** A `WorkflowEvent` as the diagnostic settings of Customer Insights write it, in table `CIEventsOperational`. */
export const recordSchema = z.object({
  time: optional(instantSchema),
  operationName: nameSchema.refine(
    (name) => OPERATION_NAME.test(name),
    fault('fault.operation-name', { form: OPERATION_FORM }),
  ),
  resultType: optional(statusSchema),
  level: optionalText,
  properties: z.object({
    eventType: optionalText,
    workflowJobId: nameSchema,
    instanceId: environmentIdSchema,
    startTimestamp: optionalTime,
    endTimestamp: optional(instantSchema),
    workflowSubmissionKind: optional(submissionSchema),
    identifier: optionalText,
    friendlyName: displayName,
    error: errorMessage,
    // The product calls an entity a table now; either name is the member count of a segment.
    additionalInfo: optional(z.object({ entityCount: memberCount, tableCount: memberCount })),
  }),
});

/** A diagnostic record with valid fields. */
export type WorkflowRecord = z.infer<typeof recordSchema>;

/** The fields of a record. The diagnostic settings declare `properties` as text, so JSON text is read as the object. */
export function fieldsOfRecord(item: JsonFields): JsonFields {
  const properties = fromJsonText(item.properties);
  if (!isJsonObject(properties)) return presentFields({ ...item, properties });
  const additionalInfo = fromJsonText(properties.additionalInfo);
  return presentFields({ ...item, properties: { ...properties, additionalInfo } });
}

/** The time of a record, or its arrival, in place of an end that was never set. */
export function withRecordEnd(fields: JsonFields, arrivedAt: number): JsonFields {
  const properties = isJsonObject(fields.properties) ? fields.properties : {};
  const { endTimestamp = fields.time } = properties;
  if (!isNeverSet(endTimestamp)) return fields;
  const standIn = timeOf(fields) ?? instantFromMilliseconds(arrivedAt);
  return { ...fields, properties: { ...properties, endTimestamp: standIn } };
}

function timeOf({ time }: JsonFields): Instant | undefined {
  const read = instantSchema.safeParse(time);
  return read.success && !isNeverSet(time) ? read.data : undefined;
}
