import * as z from 'zod';
import { attemptOutcomes } from './attempt-outcomes.ts';
import { subscriptionStatuses } from './subscription.ts';
import { triggerTypes } from './trigger-types.ts';

/*
 * What the app tells its operators. A log line is the name of what happened, a space, and its fields as JSON:
 *
 *   Attempt {"notificationId":"...","outcome":"delivered","attempt":1,"milliseconds":84}
 *
 * In Application Insights it is the Message of a row of AppTraces. `Message startswith 'Attempt {'` selects it, and
 * `parse_json(substring(Message, indexof(Message, '{')))` gives its fields. No line is sampled, so the lines can be counted.
 *
 * Lines hold ids, codes, counts and durations: never a payload, the text of an event, a callback URL or a secret. Every duration
 * is in the unit of its name. A field that is not known is left out. New fields and new lines may come; their meaning stays.
 */

const id = z.string();
const code = z.string();
const count = z.int().min(0);
const milliseconds = z.number().min(0);
const trigger = { environmentId: id, triggerType: z.enum(triggerTypes) };
const counts = z.record(code, count);

/** The queues whose depth is measured. */
export const measuredQueues = ['refresh-status', 'metric-change', 'webhook-delivery'] as const;

/** What can happen to a subscription. `replaced` and `ended`: it exists no more. `active`: again, after another status. */
export const subscriptionChanges = ['created', 'replaced', ...subscriptionStatuses, 'ended'] as const;

/** The fields of each log line by its name. */
export const logLines = {
  /** A message of an event queue was handled. Each of its events counts once: `fires` to `deadLettered`, or in `ignored` by reason. */
  EventsHandled: z.object({
    queue: z.enum(['refresh-status', 'metric-change']),
    fires: count,
    applied: count,
    duplicate: count,
    late: count,
    deadLettered: count,
    ignored: counts,
    /** The fields that could not be read and did not matter. */
    dropped: counts,
    milliseconds,
  }),
  /** A transient fault: the message comes back after the delay, or, without one, the sweeper takes its deliveries up. */
  MessagePostponed: z.object({
    queue: z.enum(measuredQueues),
    delayMilliseconds: milliseconds.optional(),
    reason: code,
    fault: z.string(),
  }),
  /** A trigger type fired on a topic: the one line of a firing, whatever comes of its deliveries. */
  Firing: z.object({ firingId: id, ...trigger, sequence: count, subscribers: count, traceId: id }),
  /** One POST, also one whose worker had let go of it. `reason` is there unless it was delivered, `status` if it was answered. */
  Attempt: z.object({
    notificationId: id,
    firingId: id,
    subscriptionId: id,
    ...trigger,
    attempt: count,
    outcome: z.enum(attemptOutcomes),
    reason: code.optional(),
    status: z.int().optional(),
    milliseconds,
    /** From the arrival of the event to the first success. Absent in tests and redeliveries. */
    ageMilliseconds: milliseconds.optional(),
    traceId: id,
    spanId: id,
    workflowRunId: z.string().optional(),
    isTest: z.boolean().optional(),
  }),
  /** The result of an attempt could not be stored, so the delivery will be sent again. */
  ResultLost: z.object({ notificationId: id, subscriptionId: id, fault: z.string() }),
  /** The circuit of a subscription has opened or closed. */
  CircuitChange: z.object({
    subscriptionId: id,
    ...trigger,
    state: z.enum(['open', 'closed']),
    consecutiveFailures: count,
    nextProbeAt: z.iso.datetime().optional(),
  }),
  /** `from` is the status before, `reason` a code: why it changed. */
  SubscriptionChange: z.object({
    subscriptionId: id,
    ...trigger,
    change: z.enum(subscriptionChanges),
    from: z.string().optional(),
    reason: code.optional(),
    /** The subscription that replaced it. */
    replacedBy: id.optional(),
  }),
  /** An event or a delivery was given up. `path` is where the fault is in an event, such as `[2].endedAt`. */
  DeadLetter: z.object({
    /** Of an event. */
    deadLetterId: id.optional(),
    source: z.enum(['event', 'delivery']),
    code,
    queue: z.enum(measuredQueues).optional(),
    path: z.string().optional(),
    /** How many items of a message share it. */
    items: count.optional(),
    environmentId: id.optional(),
    triggerType: z.enum(triggerTypes).optional(),
    notificationId: id.optional(),
    firingId: id.optional(),
    subscriptionId: id.optional(),
    attempts: count.optional(),
  }),
  /** A call that changes something by an operator's wish. `action` is the name of the function, `target` what its path names. */
  OperatorAction: z.object({
    action: z.string(),
    target: z.record(z.string(), z.string()),
    status: z.int(),
    /** The code of the error, when it was refused. */
    reason: code.optional(),
    milliseconds,
  }),
  /** A dependency is down, once for each check while it is, or has come back. */
  HealthChange: z.object({ dependency: z.string(), state: z.enum(['up', 'down']), reason: z.string().optional() }),
  /**
   * A delivery waits for the key that sealed its secrets. Keys that open nothing that is stored stop the start; later, they show as
   * the dependency `secrets-key` in HealthChange.
   */
  KeyTrouble: z.object({ reason: z.literal('secret-unreadable'), subscriptionId: id, notificationId: id }),
  /** A row that this version cannot read was skipped; `skipped` counts those of this process. */
  RowSkipped: z.object({ partition: z.string(), fault: z.string(), skipped: count }),
  /** One run of the sweeper: what it enqueued, and how long the oldest of it had been due for the sweeper. */
  Sweep: z.object({
    environments: count,
    deliveries: count,
    fanOuts: count,
    oldestDueSeconds: z.number().min(0),
    milliseconds,
  }),
  /** The messages of a queue and of its poison queue, hidden ones included. Every minute. */
  QueueDepth: z.object({ queue: z.enum(measuredQueues), messages: count, poisonMessages: count }),
  /** The open circuits of all environments. Every minute; in a large installation as soon as all are counted. */
  OpenCircuits: z.object({ circuits: count, environments: count }),
  /** What a run has read of the diagnostic logs of Customer Insights. Lines that fire nothing are in `ignored`, by reason. */
  DiagnosticsRead: z.object({
    blobs: count,
    sent: count,
    messages: count,
    ignored: counts,
    /** Lines that no message can hold; each became a dead letter. */
    tooLong: count,
    /** False when the next run continues. */
    isComplete: z.boolean(),
  }),
  /**
   * How far a rotation of the key has come: the subscriptions that it sealed with the first key, and those that another key still
   * holds. Without the latter, the run had no time left for that many environments.
   */
  SecretsResealed: z.object({ resealed: count, previous: count.optional(), unvisited: count.optional() }),
  /** What retention has removed, by kind of row. */
  RowsExpired: z.object({ removed: counts }),
} as const;

/** The name of a log line. */
export type LogLineName = keyof typeof logLines;

/** A log line: its name and its fields. */
export type LogLine = {
  readonly [N in LogLineName]: { readonly name: N } & z.infer<(typeof logLines)[N]>;
}[LogLineName];
