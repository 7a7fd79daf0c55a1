import * as z from 'zod';

/** The six trigger types. */
export const triggerTypes = [
  'data-source-refresh-failed',
  'data-source-refresh-succeeded',
  'segment-threshold-crossed',
  'measure-threshold-crossed',
  'full-refresh-completed',
  'unification-refresh-completed',
] as const;

/** Reads a trigger type. */
export const triggerTypeSchema = z.enum(triggerTypes);

/** One of the six trigger types. */
export type TriggerType = z.infer<typeof triggerTypeSchema>;

/** The kinds of metrics. */
export type MetricType = 'segment' | 'measure';
