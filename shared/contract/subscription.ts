import { z } from 'zod';
import { environmentIdSchema, environmentWords, MAX_NAME } from './fields.ts';
import type { TriggerType } from './trigger-types.ts';

const environmentId = environmentIdSchema.meta(environmentWords);

const name = z.string().min(1).max(MAX_NAME);

export const dataSource = z.object({
  environmentId,
  dataSource: name.optional().meta({ title: 'Data source', description: 'One data source; any when it is left out.' }),
});

export const outcome = z
  .enum(['any', 'succeeded', 'failed'])
  .default('any')
  .meta({ title: 'Outcome', description: 'Any run, or only those that succeeded, or only those that failed.' });

export const submission = z.enum(['any', 'scheduled', 'manual']).default('any').meta({
  title: 'Submission',
  description: 'Any run, or only those that the schedule started, or only those that somebody started by hand.',
});

/** The parameters of a subscription, by trigger type. */
export const parametersSchemas = {
  'data-source-refresh-failed': dataSource,
  'data-source-refresh-succeeded': dataSource,
  'segment-threshold-crossed': z.object({
    environmentId,
    segment: name.meta({ title: 'Segment', description: 'The segment to watch.' }),
    threshold: z
      .int()
      .min(0)
      .meta({ title: 'Threshold', description: 'Fires when the member count crosses above this number.' }),
  }),
  'measure-threshold-crossed': z.object({
    environmentId,
    measure: name.meta({
      title: 'Business measure',
      description: 'The business measure to watch; it has no dimensions.',
    }),
    threshold: z
      .number()
      .transform((value) => value + 0)
      .meta({ title: 'Threshold', description: 'Fires when the measure crosses above this number.' }),
  }),
  'full-refresh-completed': z.object({ environmentId, submission, outcome }),
  'unification-refresh-completed': z.object({ environmentId, outcome }),
} as const satisfies Record<TriggerType, z.ZodObject>;

/** `dormant`: its flow is turned off; `failing`: its circuit is open. */
export const subscriptionStatuses = ['active', 'dormant', 'failing', 'disabled', 'gone'] as const;

/** The status of a subscription, as rows store it and the API filters by it. */
export const subscriptionStatusSchema = z.enum(subscriptionStatuses);

/** The status of a subscription. */
export type SubscriptionStatus = z.infer<typeof subscriptionStatusSchema>;

/** What a request for a subscription carries besides its parameters. */
export const subscriptionFields = {
  callbackUrl: z
    .string()
    .min(1)
    .max(16_384)
    .meta({ title: 'Callback URL', description: 'Where the notifications are posted.' }),
  label: z
    .string()
    .max(256)
    .optional()
    .meta({ title: 'Label', description: 'A name to find this flow by in the list of subscriptions.' }),
};

/** The parameters of a subscription without its environment. */
export interface Parameters {
  readonly dataSource?: string | undefined;
  readonly segment?: string | undefined;
  readonly measure?: string | undefined;
  readonly threshold?: number | undefined;
  readonly submission?: 'any' | 'scheduled' | 'manual' | undefined;
  readonly outcome?: 'any' | 'succeeded' | 'failed' | undefined;
}
