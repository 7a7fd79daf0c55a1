import { z } from 'zod';
import { languages } from './languages.ts';
import type { Phrase } from './phrase.ts';
import { finishedStatuses, submissions } from './run-status.ts';
import { subscriptionStatuses, type Trigger } from './subscription.ts';
import { triggerTypes } from './trigger-types.ts';

/*
 * The answers of the HTTP API. The titles and descriptions are part of the connector: a flow maker reads them. An unknown
 * property is left out, never null.
 */

const text = (title: string, description: string) => z.string().meta({ title, description });
const word = <const T extends readonly string[]>(words: T, title: string, description: string) =>
  z.enum(words).meta({ title, description });
const time = (title: string, description: string) => z.iso.datetime().meta({ title, description });

const displayName = text('Display name', 'The name that people see; the unique name when none was sent.');
const nextLink = z
  .url()
  .optional()
  .meta({ title: 'Next link', description: 'Where the next page is; absent on the last one.' });

/** A page of a list. */
export function pageSchema<T extends z.ZodObject>(item: T) {
  return z.object({
    value: z.array(item).meta({ title: 'Items', description: 'The items of this page.' }),
    nextLink,
  });
}

/** An environment in a list. */
export const environmentSchema = z.object({
  environmentId: text('Environment ID', 'The Customer Insights environment.'),
  displayName,
});

const run = {
  startedAt: time('Started at', 'When the last run started, in UTC.').optional(),
  runId: text('Run ID', 'The job of Customer Insights.'),
  submission: word(submissions, 'Submission', 'How the last run was started: scheduled or manual.').optional(),
  errorCode: text('Error code', 'The error of the last run, by code.').optional(),
  errorMessage: text('Error message', 'The error of the last run, in words.').optional(),
};

const STATUS = 'How the last run ended: succeeded, completedWithWarnings, failed, canceled or skipped.';

/** A data source with the end of its last run. */
export const dataSourceSchema = z.object({
  name: text('Data source name', 'The unique name of the data source.'),
  displayName,
  lastStatus: word(finishedStatuses, 'Last status', STATUS),
  lastEndedAt: time('Last ended at', 'When the last run ended, in UTC.'),
});

/** A data source with everything that is known of its last run. */
export const dataSourceDetailSchema = dataSourceSchema.extend(run);

const evaluatedAt = time('Evaluated at', 'When the value was computed, in UTC.');

/** A segment with its last member count. */
export const segmentSchema = z.object({
  name: text('Segment name', 'The unique name of the segment.'),
  displayName,
  value: z.number().meta({ title: 'Member count', description: 'The last member count.' }),
  evaluatedAt,
});

/** A business measure with its last value. */
export const measureSchema = z.object({
  name: text('Measure name', 'The unique name of the measure.'),
  displayName,
  value: z.number().meta({ title: 'Value', description: 'The last value.' }),
  evaluatedAt,
});

/** An item of a pick-list. */
export const choiceSchema = z.object({
  value: text('Value', 'What the parameter is set to.'),
  title: text('Title', 'What is shown.'),
});

/** A process with its last run. */
export const processSchema = z.object({
  process: text('Process', 'The kind of process: data-source, unification, full-refresh or an operation type.'),
  title: text('Title', 'The kind of process in words.'),
  name: text('Name', 'The unique name of the data source, segment or export that the process works on.').optional(),
  displayName,
  status: word(finishedStatuses, 'Status', STATUS),
  endedAt: time('Ended at', 'When the last run ended, in UTC.'),
  ...run,
});

/** The state of everything that is known of an environment. */
export const statusReportSchema = z.object({
  environmentId: environmentSchema.shape.environmentId,
  createdAt: time('Created at', 'When the report was made, in UTC.'),
  failedCount: z.int().meta({ title: 'Failed count', description: 'How many processes failed in their last run.' }),
  text: text('Report as text', 'The whole report in words, in lines of plain text; it is no HTML.'),
  processes: z
    .array(processSchema)
    .meta({ title: 'Processes', description: 'Each process with its last run: data sources first, then the others.' }),
  segments: z.array(segmentSchema).meta({ title: 'Segments', description: 'Each segment with its last member count.' }),
  measures: z.array(measureSchema).meta({ title: 'Measures', description: 'Each measure with its last value.' }),
});

/** A delivery that was given up, as the connector lists it. */
export const failedDeliverySchema = z.object({
  id: text('Failed delivery ID', 'What redelivering asks for.'),
  source: z.literal('delivery').meta({ title: 'Source', description: 'Always delivery: what was given up.' }),
  code: text('Code', 'Why it was given up, by code.'),
  reason: text('Reason', 'Why it was given up, in English.'),
  reasonText: text('Reason in words', 'Why it was given up, in the language of the caller.'),
  receivedAt: time('Received at', 'When it was given up, in UTC.'),
  notificationId: text('Notification ID', 'The notification that did not arrive.'),
  subscriptionId: text('Subscription ID', 'The subscription that it was for.'),
  environmentId: environmentSchema.shape.environmentId.optional(),
  triggerType: word(triggerTypes, 'Trigger type', 'Which of the six triggers fired.').optional(),
  label: text('Label', 'The note that the flow was subscribed with.').optional(),
  firingId: text('Firing ID', 'The firing that did not arrive.').optional(),
  lastAnswer: z
    .object({
      at: time('Last answer at', 'When the last attempt was made, in UTC.'),
      durationMs: z
        .number()
        .meta({ title: 'Last answer duration', description: 'How long the last attempt took, in milliseconds.' }),
      status: z.int().optional().meta({ title: 'Last answer status', description: 'The HTTP status of the answer.' }),
      reason: text('Last answer reason', 'Why the last attempt failed, by code.').optional(),
      reasonText: text(
        'Last answer in words',
        'Why the last attempt failed, in the language of the caller.',
      ).optional(),
    })
    .optional()
    .meta({ title: 'Last answer', description: 'What the last attempt got; absent when none was made.' }),
});

/** How an attempt can leave its delivery. */
export const attemptOutcomes = ['delivered', 'retrying', 'dead'] as const;

/** How an attempt has left its delivery. */
export type AttemptOutcome = (typeof attemptOutcomes)[number];

type ParameterName<T extends Trigger = Trigger> = T extends Trigger ? keyof T['parameters'] : never;

/** The parameters of all trigger types side by side, as a connector's schema has no unions. */
const parameters = {
  dataSource: text('Data source', 'The one data source; absent for any.').optional(),
  segment: text('Segment', 'The segment that is watched.').optional(),
  measure: text('Measure', 'The business measure that is watched.').optional(),
  threshold: z.number().optional().meta({ title: 'Threshold', description: 'Crossing above it fires.' }),
  submission: word(['any', ...submissions], 'Submission', 'Only runs that were started like this.').optional(),
  outcome: word(['any', 'succeeded', 'failed'], 'Outcome', 'Only runs that end like this.').optional(),
  language: word(languages, 'Language', 'The language of the summary in each notification.').optional(),
} satisfies Record<ParameterName, z.ZodType>;

/** A subscription, without its secrets. */
export const subscriptionSchema = z.object({
  id: text('Subscription ID', 'What a test is sent to.'),
  triggerType: word(triggerTypes, 'Trigger type', 'Which of the six triggers the flow waits for.'),
  environmentId: environmentSchema.shape.environmentId,
  parameters: z.object(parameters).meta({ title: 'Parameters', description: 'What the flow waits for.' }),
  label: text('Label', 'The note that the flow was subscribed with.').optional(),
  callbackHost: text('Callback host', 'Where the notifications go.'),
  status: word(subscriptionStatuses, 'Status', 'Active, dormant (the flow is off), failing, disabled or gone.'),
  statusText: text('Status in words', 'The status in the language of the caller.'),
  createdAt: time('Created at', 'When the flow was subscribed, in UTC.'),
  consecutiveFailures: z.int().meta({ title: 'Consecutive failures', description: 'Failed attempts in a row.' }),
  statusSince: time('Status since', 'Since when the subscription has this status, in UTC.').optional(),
  statusReason: text('Status reason', 'Why the subscription has this status, by code.').optional(),
  lastDelivery: z
    .object({
      at: time('Last delivery at', 'When the last attempt was made, in UTC.'),
      outcome: word(attemptOutcomes, 'Last delivery outcome', 'How the last attempt ended.'),
      reason: text('Last delivery reason', 'Why the last attempt failed, by code.').optional(),
      reasonText: text(
        'Last delivery in words',
        'Why the last attempt failed, in the language of the caller.',
      ).optional(),
      status: z.int().optional().meta({ title: 'Last delivery status', description: 'The HTTP status of the answer.' }),
      durationMs: z
        .number()
        .optional()
        .meta({ title: 'Last delivery duration', description: 'How long the last attempt took, in milliseconds.' }),
    })
    .optional()
    .meta({ title: 'Last delivery', description: 'The last attempt; absent before the first.' }),
  nextProbeAt: time('Next probe at', 'When a failing receiver is tried again, in UTC.').optional(),
  waitingCount: z
    .int()
    .optional()
    .meta({ title: 'Waiting count', description: 'Deliveries that wait until the receiver answers again.' }),
  flow: z
    .object({
      id: text('Flow ID', 'The flow that subscribed.'),
      environmentId: text('Flow environment ID', 'The environment that the flow is in.').optional(),
      url: text('Flow link', 'Where makers see the flow, if its environment is known.').optional(),
    })
    .optional()
    .meta({ title: 'Flow', description: 'The flow that subscribed, if the platform said which.' }),
});

/** The answer to a test notification. */
export const testSentSchema = z.object({
  notificationId: text('Notification ID', 'The notification ID that the test carries.'),
});

/** The answer to published events. */
export const acceptedSchema = z.object({
  accepted: z.int().meta({ title: 'Accepted', description: 'How many events were queued.' }),
  ignored: z
    .array(
      z.object({
        index: z.int().meta({ title: 'Index', description: 'The place of the event, from 0.' }),
        reason: text('Reason', 'Why it is ignored, by code.'),
        message: text('Message', 'Why it is ignored, in the language of the caller.'),
      }),
    )
    .meta({ title: 'Ignored', description: 'The events that start no flow, and why.' }),
  unknownFields: z
    .array(
      z.object({
        index: z.int().meta({ title: 'Index', description: 'The place of the event, from 0.' }),
        field: text('Field', 'The name of the field.'),
      }),
    )
    .meta({ title: 'Unknown fields', description: 'The fields that mean nothing to this service.' }),
});

/** The answer to a redelivery. */
export const redeliveredSchema = z.object({
  count: z.int().meta({ title: 'Count', description: 'How many deliveries will be sent again.' }),
});

/** What became of posted events. */
export type AcceptedAnswer = Omit<z.infer<typeof acceptedSchema>, 'ignored'> & {
  readonly ignored: readonly InPhrases<z.infer<typeof acceptedSchema>['ignored'][number], 'message'>[];
};

/** An item of the data sources of an environment. */
export type DataSourceAnswer = z.infer<typeof dataSourceSchema>;

/** One data source with its last run. */
export type DataSourceDetailAnswer = z.infer<typeof dataSourceDetailSchema>;

/** A segment or a measure with its last value. */
export type MetricAnswer = z.infer<typeof segmentSchema>;

/** An item of the processes of a status report. */
export type ProcessAnswer = z.infer<typeof processSchema>;

/** The status report of an environment. */
export type StatusReport = z.infer<typeof statusReportSchema>;

/** A subscription as the API shows it. */
export type SubscriptionAnswer = Omit<InPhrases<z.infer<typeof subscriptionSchema>, 'statusText'>, 'lastDelivery'> & {
  readonly lastDelivery?: InPhrases<LastDelivery, 'reasonText'> | undefined;
};

type LastDelivery = NonNullable<z.infer<typeof subscriptionSchema>['lastDelivery']>;

/** One choice of a pick-list. */
export type Choice = Omit<z.infer<typeof choiceSchema>, 'title'> & { readonly title: string | Phrase };

/** An answer before it is in the language of the caller. */
type InPhrases<T, Words extends keyof T> = Omit<T, Words> & {
  readonly [Name in Words]: Phrase | (undefined extends T[Name] ? undefined : never);
};
