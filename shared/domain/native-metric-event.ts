import { z } from 'zod';
import { environmentIdSchema, environmentWords } from '../contract/fields.ts';
import { decimalSchema, isCount } from './decimal.ts';
import { type FormReading, ignored, invalid } from './form-reading.ts';
import { instantSchema } from './instant.ts';
import { always, anyCase, displayName, eventIdSchema, optional, optionalText, requiredText } from './text-fields.ts';

/** The native form of a metric change. Titles and descriptions are for makers who publish one from a flow. */
export const metricEventSchema = z
  .object({
    eventId: eventIdSchema,
    environmentId: environmentIdSchema.meta(environmentWords),
    metricType: anyCase(z.enum(['segment', 'measure'])).meta({
      title: 'Metric type',
      description: 'A segment, or a business measure without dimensions.',
    }),
    name: requiredText.meta({ title: 'Name', description: 'The unique name of the segment or measure.' }),
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
      const message = `${value} is no member count; expected an integer of 0 or more`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  }, always);

/** Reads one native metric-change event. */
export function readNativeMetricEvent(item: unknown): FormReading {
  const parsed = metricEventSchema.safeParse(item);
  if (!parsed.success) return invalid(parsed.error);
  const { dimensions, ...sample } = parsed.data;
  if (sample.metricType === 'measure' && dimensions?.length) return ignored('measure-with-dimensions');
  return { kind: 'event', event: { kind: 'metric-sample', ...sample } };
}
