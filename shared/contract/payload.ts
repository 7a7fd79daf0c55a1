import * as z from 'zod';
import { firingStatuses, submissions } from './run-status.ts';
import { type TriggerType, triggerTypes } from './trigger-types.ts';

const text = (title: string, description: string) => z.string().meta({ title, description });

const integer = (title: string, description: string) => z.int().meta({ title, description });

const time = (title: string, description: string) => z.iso.datetime().meta({ title, description });

const number = (title: string, description: string) => z.number().meta({ title, description });

/**
 * A property that payloads of earlier versions may be without, and that is always there now. A platform refuses a webhook that
 * lacks what the schema of its flow requires, and an earlier version may run beside this one.
 */
const later = <T extends z.ZodType>(schema: T) => schema.optional();

/** The properties of every payload. */
const common = {
  isTest: z
    .boolean()
    .optional()
    .meta({ title: 'Is test', description: 'True in a test notification; absent in a real one.' }),
  notificationId: text('Notification ID', 'The same on every repeat of this notification; use it to skip repeats.'),
  firingId: text('Firing ID', 'The same for all subscribers of one occurrence.'),
  triggerType: z.enum(triggerTypes).meta({ title: 'Trigger type', description: 'Which of the six triggers fired.' }),
  subscriptionId: text('Subscription ID', 'The subscription that this notification is for.'),
  environmentId: text('Customer Insights environment ID', 'The environment that the event came from.'),
  occurredAt: time('Occurred at', 'When the run ended or the metric was evaluated, in UTC.'),
  sequence: integer(
    'Sequence',
    'Rises with every occurrence of the same data sources, metric, refresh or unification.',
  ),
  summary: later(
    text('Summary', 'The notification in one sentence of plain text, in the language of the subscription.'),
  ),
  summaryHtml: later(text('Summary as HTML', 'The same sentence, escaped for HTML.')),
};

const run = {
  runId: text('Run ID', 'The job of Customer Insights.'),
  submission: z
    .enum(submissions)
    .optional()
    .meta({ title: 'Started by', description: 'What started the run: scheduled or manual.' }),
  startedAt: time('Started at', 'When the run started, in UTC.').optional(),
  endedAt: time('Ended at', 'When the run ended, in UTC.'),
};

const failure = {
  errorCode: text('Error code', 'The code that Customer Insights gave the error.').optional(),
  errorMessage: text('Error message', 'What Customer Insights said of the error.').optional(),
};

const outcome = z.enum(firingStatuses).meta({ title: 'Status', description: 'How the run ended.' });

const DISPLAY_NAME = 'The name that people see; the unique name when none was sent.';

const dataSource = z.object({
  ...common,
  dataSourceName: text('Data source name', 'The unique name of the data source.'),
  dataSourceDisplayName: later(text('Data source display name', DISPLAY_NAME)),
  status: outcome,
  ...run,
  ...failure,
});

const metric = {
  value: number('Value', 'The value that crossed above the threshold.'),
  previousValue: number('Previous value', 'The value before it.'),
  threshold: number('Threshold', 'The threshold of the subscription.'),
  evaluatedAt: time('Evaluated at', 'When the value was computed, in UTC.'),
  runId: run.runId.optional(),
};

const segment = z.object({
  ...common,
  segmentName: text('Segment name', 'The unique name of the segment.'),
  segmentDisplayName: later(text('Segment display name', DISPLAY_NAME)),
  ...metric,
});

const measure = z.object({
  ...common,
  measureName: text('Measure name', 'The unique name of the measure.'),
  measureDisplayName: later(text('Measure display name', DISPLAY_NAME)),
  ...metric,
});

const unification = z.object({ ...common, status: outcome, ...run });

const fullRefresh = unification.extend({
  succeededCount: integer('Succeeded count', 'How many parts succeeded.').optional(),
  failedCount: integer('Failed count', 'How many parts failed.').optional(),
  skippedCount: integer('Skipped count', 'How many parts were skipped, which is normal.').optional(),
  canceledCount: integer('Canceled count', 'How many parts were canceled.').optional(),
  withWarningsCount: integer('With warnings count', 'How many parts completed with warnings.').optional(),
  ...failure,
});

/** The body of a webhook by trigger type. An unknown property is left out, never null. */
export const payloadSchemas = {
  'data-source-refresh-failed': dataSource,
  'data-source-refresh-succeeded': dataSource,
  'segment-threshold-crossed': segment,
  'measure-threshold-crossed': measure,
  'full-refresh-completed': fullRefresh,
  'unification-refresh-completed': unification,
} as const satisfies Record<TriggerType, z.ZodObject>;

type PayloadOf<T extends TriggerType> = z.infer<(typeof payloadSchemas)[T]>;

/** The properties that payloads of every trigger type have. */
export type PayloadHead = Readonly<z.infer<z.ZodObject<typeof common>>>;

/** The facts of a firing by trigger type, the same for all subscribers: a payload without its head and the threshold. */
export type FactsByType = {
  readonly [T in TriggerType]: Readonly<Omit<PayloadOf<T>, keyof typeof common | 'threshold'>>;
};

/** A trigger type that fires, with the facts of that type. */
export type FiringFacts<T extends TriggerType = TriggerType> = {
  readonly [K in T]: { readonly triggerType: K; readonly facts: FactsByType[K] };
}[T];

/** The payload of any trigger type. Only those of metrics have a threshold, each subscriber's own. */
export type Payload = PayloadHead & FactsByType[TriggerType] & { readonly threshold?: number | undefined };
