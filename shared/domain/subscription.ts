import { z } from 'zod';
import type { Facts } from './payload.ts';
import { environmentIdSchema, environmentWords, MAX_NAME } from './text-fields.ts';
import { metricTopic, runTopic, type TopicKey } from './topic.ts';
import type { TriggerType } from './trigger-types.ts';

const environmentId = environmentIdSchema.meta(environmentWords);
const name = z.string().min(1).max(MAX_NAME);

const dataSource = z.object({
  environmentId,
  dataSource: name.optional().meta({ title: 'Data source', description: 'One data source; any when it is left out.' }),
});

const outcome = z
  .enum(['any', 'succeeded', 'failed'])
  .default('any')
  .meta({ title: 'Outcome', description: 'Any run, or only those that succeeded, or only those that failed.' });

const submission = z.enum(['any', 'scheduled', 'manual']).default('any').meta({
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

/** Whether webhooks are sent to a subscription that stands like this, at once or when its circuit closes. */
export function isReceiving(status: (typeof subscriptionStatuses)[number]): boolean {
  return status === 'active' || status === 'failing';
}

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

/** What a subscription of this type with these parameters listens to. */
export function topicOf(triggerType: TriggerType, parameters: Parameters): TopicKey {
  if (triggerType === 'segment-threshold-crossed') return metricTopic('segment', parameters.segment ?? '');
  if (triggerType === 'measure-threshold-crossed') return metricTopic('measure', parameters.measure ?? '');
  return runTopic(triggerType);
}

/** Whether the filters of a subscription let a firing of its own topic and trigger type through. */
export function matches(parameters: Parameters, facts: Facts): boolean {
  const { dataSource, submission, outcome } = parameters;
  if (dataSource !== undefined && dataSource !== facts.dataSourceName) return false;
  if (submission && submission !== 'any' && submission !== facts.submission) return false;
  return !outcome || outcome === 'any' || (outcome === 'failed') === (facts.status === 'failed');
}
