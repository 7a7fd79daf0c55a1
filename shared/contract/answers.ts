import * as z from 'zod';
import { attemptOutcomes } from './attempt-outcomes.ts';
import { languages } from './languages.ts';
import type { Phrase } from './phrase.ts';
import { finishedStatuses, submissions } from './run-status.ts';
import { type SubscriptionStatus, subscriptionStatuses, type Trigger } from './subscription.ts';
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

/** A page of a list. `title` says what its items are: a designer puts it before the titles of their properties. */
export function pageSchema<T extends z.ZodObject>(item: T, title: string) {
  return z.object({
    value: z.array(item).meta({ title, description: 'The items of this page.' }),
    nextLink,
  });
}

const environmentId = text('Customer Insights environment ID', 'The environment that the events come from.');

/** An environment in a list. */
export const environmentSchema = z.object({
  environmentId: text('ID', 'What other operations ask for.'),
  displayName,
});

const run = {
  startedAt: time('Started at', 'When the last run started, in UTC.').optional(),
  runId: text('Run ID', 'The job of Customer Insights.'),
  submission: word(submissions, 'Started by', 'What started the last run: scheduled or manual.').optional(),
  errorCode: text('Error code', 'The code of the error of the last run.').optional(),
  errorMessage: text('Error message', 'What was said of the error of the last run.').optional(),
};

const STATUS = 'How the last run ended: succeeded, completedWithWarnings, failed, canceled or skipped.';

/** A data source with the end of its last run. */
export const dataSourceSchema = z.object({
  name: text('Name', 'The unique name of the data source.'),
  displayName,
  lastStatus: word(finishedStatuses, 'Last status', STATUS),
  lastEndedAt: time('Last ended at', 'When the last run ended, in UTC.'),
});

/** A data source with everything that is known of its last run. */
export const dataSourceDetailSchema = dataSourceSchema.extend(run);

const evaluatedAt = time('Evaluated at', 'When the value was computed, in UTC.');

/** A segment with its last member count. */
export const segmentSchema = z.object({
  name: text('Name', 'The unique name of the segment.'),
  displayName,
  value: z.number().meta({ title: 'Member count', description: 'The last member count.' }),
  evaluatedAt,
});

/** A business measure with its last value. */
export const measureSchema = z.object({
  name: text('Name', 'The unique name of the measure.'),
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
  process: text('Kind code', 'The code of the kind: data-source, unification, full-refresh or an operation type.'),
  title: text('Kind', 'What kind of process it is, in the language of the report.'),
  name: text('Name', 'The unique name of the data source, segment or export that the process works on.').optional(),
  displayName,
  status: word(finishedStatuses, 'Status', STATUS),
  endedAt: time('Ended at', 'When the last run ended, in UTC.'),
  ...run,
});

/** The state of everything that is known of an environment. */
export const statusReportSchema = z.object({
  environmentId,
  createdAt: time('Created at', 'When the report was made, in UTC.'),
  failedCount: z.int().meta({ title: 'Failed count', description: 'How many processes failed in their last run.' }),
  text: text('Report as text', 'The whole report in lines of plain text.'),
  html: text('Report as HTML', 'The whole report as a piece of HTML, for the body of a mail.'),
  processes: z
    .array(processSchema)
    .meta({ title: 'Processes', description: 'Each process with its last run: data sources first, then the others.' }),
  segments: z.array(segmentSchema).meta({ title: 'Segments', description: 'Each segment with its last member count.' }),
  measures: z.array(measureSchema).meta({ title: 'Measures', description: 'Each measure with its last value.' }),
});

/** A delivery that was given up, as the connector lists it. */
export const failedDeliverySchema = z.object({
  id: text('ID', 'What redelivering asks for.'),
  source: z.literal('delivery').meta({ title: 'Source', description: 'Always delivery: what was given up.' }),
  code: text('Reason code', 'The code of the reason why it was given up.'),
  reason: text('Reason in English', 'Why it was given up.'),
  reasonText: text('Reason', 'Why it was given up, in the language of the caller.'),
  receivedAt: time('Received at', 'When it was given up, in UTC.'),
  notificationId: text('Notification ID', 'The notification that did not arrive.'),
  subscriptionId: text('Subscription ID', 'The subscription that it was for.'),
  environmentId: environmentId.optional(),
  triggerType: word(triggerTypes, 'Trigger type', 'Which of the six triggers fired.').optional(),
  label: text('Label', 'The note that the flow was subscribed with.').optional(),
  firingId: text('Firing ID', 'The firing that did not arrive.').optional(),
  lastAnswer: z
    .object({
      at: time('At', 'When the last attempt was made, in UTC.'),
      durationMs: z
        .number()
        .meta({ title: 'Duration', description: 'How long the last attempt took, in milliseconds.' }),
      status: z.int().optional().meta({ title: 'Status', description: 'The HTTP status of the answer.' }),
      reason: text('Reason code', 'The code of the reason why the last attempt failed.').optional(),
      reasonText: text('Reason', 'Why the last attempt failed, in the language of the caller.').optional(),
    })
    .optional()
    .meta({ title: 'Last answer', description: 'What the last attempt got; absent when none was made.' }),
});

type ParameterName<T extends Trigger = Trigger> = T extends Trigger ? keyof T['parameters'] : never;

/** The parameters of all trigger types side by side, as a connector's schema has no unions. */
const parameters = {
  dataSource: text('Data source', 'The one data source; absent for any.').optional(),
  segment: text('Segment', 'The segment that is watched.').optional(),
  measure: text('Measure', 'The business measure that is watched.').optional(),
  threshold: z.number().optional().meta({ title: 'Threshold', description: 'Crossing above it fires.' }),
  submission: word(['any', ...submissions], 'Started by', 'Only runs that were started this way.').optional(),
  outcome: word(['any', 'succeeded', 'failed'], 'Outcome', 'Only runs that end this way.').optional(),
  language: word(languages, 'Language', 'The language of the summary in each notification.').optional(),
} satisfies Record<ParameterName, z.ZodType>;

/** A subscription, without its secrets. */
export const subscriptionSchema = z.object({
  id: text('ID', 'What other operations ask for.'),
  triggerType: word(triggerTypes, 'Trigger type', 'Which of the six triggers the flow waits for.'),
  environmentId,
  parameters: z.object(parameters).meta({ title: 'Parameters', description: 'What the flow waits for.' }),
  label: text('Label', 'The note that the flow was subscribed with.').optional(),
  callbackHost: text('Callback host', 'Where the notifications go.'),
  status: word(subscriptionStatuses, 'Status', 'Active, dormant (the flow is off), failing, disabled or gone.'),
  statusText: text('Explanation', 'What the status means, in the language of the caller.'),
  createdAt: time('Created at', 'When the flow was subscribed, in UTC.'),
  consecutiveFailures: z.int().meta({ title: 'Consecutive failures', description: 'Failed attempts in a row.' }),
  statusSince: time('Status since', 'Since when the subscription has this status, in UTC.').optional(),
  statusReason: text('Status reason code', 'The code of the reason for this status.').optional(),
  lastDelivery: z
    .object({
      at: time('At', 'When the last attempt was made, in UTC.'),
      outcome: word(attemptOutcomes, 'Outcome', 'How the last attempt ended.'),
      reason: text('Reason code', 'The code of the reason why the last attempt failed.').optional(),
      reasonText: text('Reason', 'Why the last attempt failed, in the language of the caller.').optional(),
      status: z.int().optional().meta({ title: 'Status', description: 'The HTTP status of the answer.' }),
      durationMs: z
        .number()
        .optional()
        .meta({ title: 'Duration', description: 'How long the last attempt took, in milliseconds.' }),
    })
    .optional()
    .meta({ title: 'Last delivery', description: 'The last attempt; absent before the first.' }),
  nextProbeAt: time('Next probe at', 'When a failing receiver is tried again, in UTC.').optional(),
  waitingCount: z.int().optional().meta({
    title: 'Waiting count',
    description:
      'Deliveries that wait until the receiver answers again, counted up to 1,000; absent in a list with too many of them.',
  }),
  flow: z
    .object({
      id: text('ID', 'The ID of the flow.'),
      environmentId: text('Environment ID', 'The environment that the flow is in.').optional(),
      url: text('Link', 'Where makers see the flow, if its environment is known.').optional(),
    })
    .optional()
    .meta({ title: 'Flow', description: 'The flow that subscribed, if the platform said which.' }),
});

/** What the connector shows of a subscription that it has changed. */
export const changedSubscriptionSchema = subscriptionSchema.pick({
  id: true,
  label: true,
  triggerType: true,
  status: true,
  statusText: true,
});

/** The answer to enabling a subscription. */
export const enabledSchema = z.object({
  count: z.int().meta({ title: 'Count', description: 'How many deliveries have waited, and are sent now.' }),
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
        reason: text('Reason code', 'The code of the reason why it is ignored.'),
        message: text('Reason', 'Why it is ignored, in the language of the caller.'),
      }),
    )
    .meta({ title: 'Ignored events', description: 'The events that start no flow, and why.' }),
  unknownFields: z
    .array(
      z.object({
        index: z.int().meta({ title: 'Index', description: 'The place of the event, from 0.' }),
        field: text('Name', 'The name that is not known.'),
      }),
    )
    .meta({ title: 'Unknown fields', description: 'The fields that mean nothing to this service.' }),
});

/** The answer to a redelivery. */
export const redeliveredSchema = z.object({
  count: z.int().meta({ title: 'Count', description: 'How many deliveries will be sent again.' }),
});

/** The answer to a replay. */
export const replayedSchema = redeliveredSchema.extend({
  cursor: text('Cursor', 'Where the next replay goes on; absent when nothing is left.').optional(),
});

const number = (title: string, description: string) => z.int().meta({ title, description });

/** What the connector shows of an overview: its numbers. */
export const overviewSchema = z.object({
  environmentId,
  createdAt: time('Created at', 'When the overview was made, in UTC.'),
  health: z
    .object({ status: text('Status', 'Either healthy or unhealthy.') })
    .meta({ title: 'Health', description: 'Whether the service itself is well.' }),
  subscriptions: z
    .object({
      count: number('Count', 'How many there are.'),
      byStatus: z
        .object({
          active: number('Active', 'How many get notifications.'),
          dormant: number('Dormant', 'How many belong to a flow that is turned off.'),
          failing: number('Failing', 'How many have a receiver that only fails.'),
          disabled: number('Disabled', 'How many are paused.'),
          gone: number('Gone', 'How many have lost their receiver for good.'),
        } satisfies Record<SubscriptionStatus, z.ZodType>)
        .meta({ title: 'By status', description: 'How many are in which state.' }),
    })
    .meta({ title: 'Subscriptions', description: 'The flows that wait for a trigger.' }),
  inFlight: z
    .object({
      pending: number('Pending', 'How many have not been tried yet.'),
      retrying: number('Retrying', 'How many failed and will be tried again.'),
      waiting: number('Waiting', 'How many wait until their receiver answers again.'),
      overdue: number('Overdue', 'How many should have been tried by now.'),
      oldestAt: time('Oldest since', 'Since when the oldest is on its way, in UTC.').optional(),
    })
    .meta({ title: 'In flight', description: 'The deliveries on their way.' }),
  deadLetters: z
    .object({ count: number('Count', 'How many there are.') })
    .meta({ title: 'Dead letters', description: 'The events and deliveries that were given up.' }),
});

const explanation = {
  code: text('Reason code', 'The code of the reason.'),
  reason: text('Reason in English', 'Why it is so.'),
  reasonText: text('Reason', 'Why it is so, in the language of the caller.'),
};

/** What the connector shows of an explanation. */
export const explanationsSchema = z.object({
  value: z
    .array(
      z.object({
        outcome: text('Outcome', 'What became of the event: fired, passed, not-seen, ignored or dead-letter.'),
        ...explanation,
        eventId: text('Event ID', 'The event that is explained.').optional(),
        firingId: text('Firing ID', 'The firing that the event made.').optional(),
        delivery: z
          .object(explanation)
          .optional()
          .meta({ title: 'Delivery', description: 'Why the chosen subscription got it or not.' }),
      }),
    )
    .meta({ title: 'Explanations', description: 'What became of each event.' }),
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
