import { z } from 'zod';
import { decimalSchema } from './decimal.ts';
import type { Reading } from './events.ts';
import { instantSchema } from './instant.ts';
import { anyCase, environmentIdSchema, optional, optionalText, requiredText } from './text-fields.ts';

/** The native form of the queue of metric changes. */
const metricEventSchema = z
  .object({
    eventId: requiredText,
    environmentId: environmentIdSchema,
    metricType: anyCase(z.enum(['segment', 'measure'])),
    name: requiredText,
    displayName: optionalText,
    value: decimalSchema,
    previousValue: optional(decimalSchema),
    evaluatedAt: instantSchema,
    runId: optionalText,
    dimensions: optional(z.array(z.unknown())),
  })
  .superRefine((event, context) => {
    if (event.metricType !== 'segment') return;
    for (const path of ['value', 'previousValue'] as const) {
      const value = event[path];
      if (value === undefined || (Number.isInteger(value) && value >= 0)) continue;
      context.addIssue({
        code: 'custom',
        path: [path],
        message: `${value} is no member count; expected an integer of 0 or more`,
      });
    }
  });

/** Reads one native metric-change event. */
export function readNativeMetricEvent(item: unknown): Reading | z.ZodError {
  const parsed = metricEventSchema.safeParse(item);
  if (!parsed.success) return parsed.error;
  const { dimensions, ...sample } = parsed.data;
  if (sample.metricType === 'measure' && dimensions?.length)
    return { kind: 'ignored', reason: 'measure-with-dimensions' };
  return { kind: 'event', event: { kind: 'metric-sample', ...sample } };
}
