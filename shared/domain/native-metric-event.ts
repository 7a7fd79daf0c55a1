import { z } from 'zod';
import { decimalSchema } from './decimal.ts';
import type { Reading } from './events.ts';
import { instantSchema } from './instant.ts';
import {
  always,
  anyCase,
  displayName,
  environmentIdSchema,
  optional,
  optionalText,
  requiredText,
} from './text-fields.ts';

/** What is no number at all is another fault. */
function isCount(value: unknown): boolean {
  return typeof value !== 'number' || (Number.isInteger(value) && value >= 0);
}

/** The native form of the queue of metric changes. */
const metricEventSchema = z
  .object({
    eventId: requiredText,
    environmentId: environmentIdSchema,
    metricType: anyCase(z.enum(['segment', 'measure'])),
    name: requiredText,
    displayName,
    value: decimalSchema,
    previousValue: decimalSchema.nullish().transform((value) => value ?? undefined),
    evaluatedAt: instantSchema,
    runId: optionalText,
    dimensions: optional(z.array(z.unknown())),
  })
  .superRefine((event, context) => {
    if (event.metricType !== 'segment') return;
    for (const field of ['value', 'previousValue'] as const) {
      const value = event[field];
      if (isCount(value)) continue;
      const message = `${value} is no member count; expected an integer of 0 or more`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  }, always);

/** Reads one native metric-change event. */
export function readNativeMetricEvent(item: unknown): Reading | z.ZodError {
  const parsed = metricEventSchema.safeParse(item);
  if (!parsed.success) return parsed.error;
  const { dimensions, ...sample } = parsed.data;
  if (sample.metricType === 'measure' && dimensions?.length)
    return { kind: 'ignored', reason: 'measure-with-dimensions' };
  return { kind: 'event', event: { kind: 'metric-sample', ...sample } };
}
