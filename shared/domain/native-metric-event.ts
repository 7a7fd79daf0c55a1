import * as z from 'zod';
import { environmentIdSchema, environmentWords, nameSchema } from '../contract/fields.ts';
import { faultIssue } from '../contract/issues.ts';
import { decimalSchema, isCount } from './decimal.ts';
import { type FormReading, ignored, invalid, readAs, unread } from './form-reading.ts';
import { instantSchema } from './instant.ts';
import { fromJsonText } from './json-text.ts';
import { refuseFuture, withOrderingTime } from './ordering-time.ts';
import { plainWord } from './text.ts';
import { always, anySpelling, displayName, eventIdSchema, optional, optionalText } from './text-fields.ts';
import { type JsonFields, lacksAny, presentFields, readTolerantly, unknownFields } from './tolerant-reading.ts';

/** The native form of a metric change. Titles and descriptions are for makers who publish one from a flow. */
export const metricEventSchema = z
  .object({
    eventId: eventIdSchema,
    environmentId: environmentIdSchema.meta(environmentWords),
    metricType: anySpelling(z.enum(['segment', 'measure'])).meta({
      title: 'Metric type',
      description: 'A segment, or a business measure without dimensions.',
    }),
    name: nameSchema.meta({ title: 'Name', description: 'The unique name of the segment or measure.' }),
    displayName: displayName.meta({ title: 'Display name', description: 'The name that people see.' }),
    value: decimalSchema.meta({
      title: 'Value',
      description: 'The member count of the segment or value of the measure.',
    }),
    previousValue: decimalSchema
      .nullish()
      .transform((value) => value ?? undefined)
      .meta({
        title: 'Previous value',
        description: 'The value before it; counts only while nothing is known of the metric.',
      }),
    evaluatedAt: instantSchema.meta({
      title: 'Evaluated at',
      description: 'When the value was computed, in ISO 8601 with an offset.',
    }),
    runId: optionalText.meta({ title: 'Run ID', description: 'The job that computed the value.' }),
    dimensions: optional(z.array(z.unknown())),
  })
  .superRefine((event, context) => {
    if (event.metricType !== 'segment') return;
    for (const field of ['value', 'previousValue'] as const) {
      const value: unknown = event[field];
      // A value that is not a number is already a fault of its own.
      if (typeof value !== 'number' || isCount(value)) continue;
      context.addIssue({ path: [field], ...faultIssue('fault.no-member-count', { value }) });
    }
  }, always);

const KNOWN = { '': { ...metricEventSchema.shape, traceparent: z.string() } };

const REQUIRED = ['eventId', 'environmentId', 'metricType', 'name', 'value', 'evaluatedAt'];

/** Reads one native metric-change event that arrived at a time in milliseconds since the Unix epoch. */
export function readNativeMetricEvent(item: JsonFields, arrivedAt: number): FormReading {
  const read = () => readSample(item, arrivedAt);
  return lacksAny(item, REQUIRED) ? unread(read) : read();
}

function readSample(item: JsonFields, arrivedAt: number): FormReading {
  const fields = presentFields({ ...item, dimensions: fromJsonText(item.dimensions) });
  const isMeasure = typeof fields.metricType === 'string' && plainWord(fields.metricType) === 'measure';
  const decides = (field: string) => REQUIRED.includes(field) || (field === 'dimensions' && isMeasure);
  const reading = readTolerantly(metricEventSchema, withOrderingTime(fields, 'evaluatedAt', arrivedAt), decides);
  if (reading.faults) return invalid(reading.faults);
  const { dimensions, ...sample } = reading.data;
  if (sample.metricType === 'measure' && dimensions?.length) return ignored('measure-with-dimensions');
  return (
    refuseFuture({ field: 'evaluatedAt', time: sample.evaluatedAt, arrivedAt }) ??
    readAs({ kind: 'metric-sample', ...sample }, reading.dropped, unknownFields(item, KNOWN))
  );
}
