import * as z from 'zod';
import { atMost, canonicalText, environmentIdSchema, environmentWords, nameSchema } from './fields.ts';
import { type Language, languages } from './languages.ts';
import { submissions } from './run-status.ts';
import type { TriggerType } from './trigger-types.ts';

const environmentId = environmentIdSchema.meta(environmentWords);

const dataSource = nameSchema
  .optional()
  .meta({ title: 'Data source', description: 'One data source; any data source when it is left out.' });

const segment = nameSchema.meta({ title: 'Segment', description: 'The segment to watch.' });

const memberCount = z
  .int()
  .min(0)
  .meta({ title: 'Threshold', description: 'Fires when the member count crosses above this number.' });

const measure = nameSchema.meta({
  title: 'Business measure',
  description: 'The business measure to watch; it has no dimensions.',
});

const measureValue = z
  .number()
  .transform((value) => value + 0)
  .meta({ title: 'Threshold', description: 'Fires when the measure crosses above this number.' });

const submission = z
  .enum(['any', ...submissions])
  .default('any')
  .meta({
    title: 'Started by',
    description: 'Only runs that the schedule started, or only those that a person started; by default both.',
  });

const outcome = z
  .enum(['any', 'succeeded', 'failed'])
  .default('any')
  .meta({ title: 'Outcome', description: 'Only runs that succeeded, or only those that failed; by default both.' });

const language = z
  .enum(languages)
  .default('en')
  .meta({ title: 'Language', description: 'The language of the summary in each notification.' });

const shapes = {
  'data-source-refresh-failed': { dataSource, language },
  'data-source-refresh-succeeded': { dataSource, language },
  'segment-threshold-crossed': { segment, threshold: memberCount, language },
  'measure-threshold-crossed': { measure, threshold: measureValue, language },
  'full-refresh-completed': { submission, outcome, language },
  'unification-refresh-completed': { outcome, language },
} as const satisfies Record<TriggerType, z.ZodRawShape>;

/** The parameters of each trigger type as a request carries them: with the environment. */
export const parametersSchemas = {
  'data-source-refresh-failed': z.object({ environmentId, ...shapes['data-source-refresh-failed'] }),
  'data-source-refresh-succeeded': z.object({ environmentId, ...shapes['data-source-refresh-succeeded'] }),
  'segment-threshold-crossed': z.object({ environmentId, ...shapes['segment-threshold-crossed'] }),
  'measure-threshold-crossed': z.object({ environmentId, ...shapes['measure-threshold-crossed'] }),
  'full-refresh-completed': z.object({ environmentId, ...shapes['full-refresh-completed'] }),
  'unification-refresh-completed': z.object({ environmentId, ...shapes['unification-refresh-completed'] }),
} as const satisfies Record<TriggerType, z.ZodObject>;

/** The language of a stored subscription: absent in old rows, and kept as it is when a later version knows more languages. */
const storedLanguage = z.custom<Language>((value) => typeof value === 'string').default('en');

const triggerOf = <T extends TriggerType>(triggerType: T) =>
  z.object({
    triggerType: z.literal(triggerType),
    parameters: z.object({ ...shapes[triggerType], language: storedLanguage }),
  });

/** What a subscription waits for: a trigger type with the parameters of that type, apart from the environment. */
export const triggerSchema = z.discriminatedUnion('triggerType', [
  triggerOf('data-source-refresh-failed'),
  triggerOf('data-source-refresh-succeeded'),
  triggerOf('segment-threshold-crossed'),
  triggerOf('measure-threshold-crossed'),
  triggerOf('full-refresh-completed'),
  triggerOf('unification-refresh-completed'),
]);

/** A trigger type with its parameters. */
export type Trigger = z.infer<typeof triggerSchema>;

/** The parameters of each trigger type, apart from the environment. */
export type ParametersByType = { readonly [T in TriggerType]: Extract<Trigger, { triggerType: T }>['parameters'] };

/** The statuses of a subscription. `dormant`: its flow is turned off; `failing`: its circuit is open. */
export const subscriptionStatuses = ['active', 'dormant', 'failing', 'disabled', 'gone'] as const;

/** The status of a subscription. */
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** The fields of a subscribe request besides the parameters. */
export const subscriptionFields = {
  callbackUrl: z
    .string()
    .min(1)
    .max(16_384)
    .meta({ title: 'Callback URL', description: 'Where the notifications are posted.' }),
  label: atMost(z.string().overwrite(canonicalText), 256)
    .optional()
    .meta({ title: 'Label', description: 'A name to find this flow by in the list of subscriptions.' }),
};

/** The body of a subscribe request, by trigger type. Built once, since zod compiles a schema when it first parses. */
export const subscribeSchemas = {
  'data-source-refresh-failed': parametersSchemas['data-source-refresh-failed'].extend(subscriptionFields),
  'data-source-refresh-succeeded': parametersSchemas['data-source-refresh-succeeded'].extend(subscriptionFields),
  'segment-threshold-crossed': parametersSchemas['segment-threshold-crossed'].extend(subscriptionFields),
  'measure-threshold-crossed': parametersSchemas['measure-threshold-crossed'].extend(subscriptionFields),
  'full-refresh-completed': parametersSchemas['full-refresh-completed'].extend(subscriptionFields),
  'unification-refresh-completed': parametersSchemas['unification-refresh-completed'].extend(subscriptionFields),
} as const satisfies Record<TriggerType, z.ZodObject>;
