import * as z from 'zod';
import { attemptOutcomes } from '../../contract/attempt-outcomes.ts';
import { finishedStatuses, submissions } from '../../contract/run-status.ts';
import { type SubscriptionStatus, triggerSchema } from '../../contract/subscription.ts';
import { triggerTypeSchema } from '../../contract/trigger-types.ts';
import type { Instant } from '../../domain/instant.ts';
import { UnreadableRowError } from '../errors.ts';
import type { Row } from '../ports.ts';
import { firingFacts } from './firing-facts.ts';

/** An instant that this app wrote itself. */
const instant = z.string().transform((text) => text as Instant);

/** State of a topic. A metric also has its names and its baseline. */
export const stateRow = z.object({
  environmentId: z.string(),
  /** Sequence of the last firing. */
  sequence: z.number(),
  name: z.string().optional(),
  displayName: z.string().optional(),
  /** The last sample that applied, and when, by the clock of the app. `fired` is the sequence of the firing that it made, if any. */
  baseline: z
    .object({
      value: z.number(),
      evaluatedAt: instant,
      eventId: z.string(),
      appliedAt: instant.optional(),
      fired: z.number().optional(),
    })
    .optional(),
});
export type StateRow = z.infer<typeof stateRow>;

/** Last run of a data source, or of another operation for each name that it reports. */
export const processRow = z.object({
  process: z.string(),
  name: z.string().optional(),
  displayName: z.string().optional(),
  lastStatus: z.enum(finishedStatuses),
  lastStartedAt: instant.optional(),
  lastEndedAt: instant,
  runId: z.string(),
  submission: z.enum(submissions).optional(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
});
export type ProcessRow = z.infer<typeof processRow>;

/** Entry of the directory of environments. */
export const environmentRow = z.object({
  environmentId: z.string(),
  /** Whether an event has named it, and not only a subscription. */
  isSeen: z.boolean().optional(),
  /** When it was entered or stamped last. */
  enteredAt: instant.optional(),
});
export type EnvironmentRow = z.infer<typeof environmentRow>;

/** A run that has fired, with the sequence of its firing. */
export const runRow = z.object({ sequence: z.number(), at: instant });

const subscriptionFields = z.object({
  id: z.string(),
  environmentId: z.string(),
  label: z.string().optional(),
  /** A status of a later version is kept as it is: see `isKnownStatus`. */
  status: z.custom<SubscriptionStatus>((value) => typeof value === 'string'),
  callbackHost: z.string(),
  sealedCallbackUrl: z.string(),
  sealedSecret: z.string(),
  /** The secret before, which signs too until a time. */
  sealedPreviousSecret: z.string().optional(),
  previousSecretUntil: instant.optional(),
  /** SHA-256 of each delete token, with the version of the flow that received it. */
  tokens: z.array(z.object({ hash: z.string(), version: z.string().optional() })),
  /** The topic's sequence at creation. The subscription gets the firings after it. */
  since: z.number(),
  createdAt: instant,
  /** When the status last changed. */
  statusSince: instant.optional(),
  /** Why, by code: the reason of the attempt that changed it, or who did. */
  statusReason: z.string().optional(),
  /** The topic's sequence when the receiver was found gone. The subscription still gets the firings up to it. */
  until: z.number().optional(),
  /** The fingerprint of the flow that subscribed. */
  flow: z.string().optional(),
  /** What the platform calls that flow. */
  flowId: z.string().optional(),
});

/** A subscription. */
export const subscriptionRow = triggerSchema.and(subscriptionFields);
export type SubscriptionRow = z.infer<typeof subscriptionRow>;

/** The current subscription of a flow. */
export const flowRow = z.object({ topic: z.string(), suffix: z.string() });

/** Where the event of a firing came from. */
const origin = { arrivedAt: instant.optional(), traceparent: z.string().optional() };

const firingFields = z.object({
  id: z.string(),
  environmentId: z.string(),
  topic: z.string(),
  sequence: z.number(),
  occurredAt: instant,
  /** The sample that crossed; absent for runs. */
  eventId: z.string().optional(),
  ...origin,
  committedAt: instant,
  /** Absent when an earlier version has committed it: retention then adds it to the timeline. */
  isOnTimeline: z.boolean().optional(),
  rise: z.object({ from: z.number(), to: z.number() }).optional(),
  /** Key of the last subscription that the fan-out has handled; absent when the fan-out is finished. */
  cursor: z.string().optional(),
  /** Key of the work row by which the sweeper finds the fan-out; present as long as the cursor is. */
  workKey: z.string().optional(),
});

/** A firing, and how far its fan-out has come. */
export const firingRow = firingFields.and(firingFacts);
export type FiringRow = z.infer<typeof firingRow>;

const timelineFields = firingFields
  .pick({ id: true, environmentId: true, topic: true, sequence: true, occurredAt: true, committedAt: true })
  .extend({
    /** How many subscribers it matched; absent when an earlier version has committed it. */
    deliveries: z.number().optional(),
    /** How many of its dead deliveries have a dead letter that an operator has deleted. */
    deletedDeadLetters: z.number().optional(),
  });

/** What lists show of a firing. */
export const timelineRow = timelineFields.and(firingFacts);
export type TimelineRow = z.infer<typeof timelineRow>;

const attempt = z.object({
  at: instant,
  durationMs: z.number(),
  status: z.number().optional(),
  outcome: z.enum(attemptOutcomes),
  reason: z.string().optional(),
  workflowRunId: z.string().optional(),
});
export type Attempt = z.infer<typeof attempt>;

/** A delivery of a firing, or of a test, to one subscription. */
export const deliveryRow = z.object({
  notificationId: z.string(),
  firingId: z.string(),
  subscriptionId: z.string(),
  topic: z.string(),
  group: z.string(),
  suffix: z.string(),
  isTest: z.boolean().optional(),
  /** The flow that it goes to, and the environment that the flow's callback names; absent when the platform said no flow. */
  flow: z.object({ id: z.string(), environmentId: z.string().optional() }).optional(),
  state: z.enum(['pending', 'delivered', 'retrying', 'waiting', 'dead']),
  attemptCount: z.number(),
  /** Attempts since the retry schedule last started. */
  tries: z.number(),
  /** How often it was deferred since the last attempt because its receiver had no free slot. */
  postponed: z.number().optional(),
  /** When it was made; absent in a row of an earlier version. */
  createdAt: instant.optional(),
  dueAt: instant,
  /** End of the lease of the worker that attempts it. */
  leasedUntil: instant.optional(),
  /** Key of the work row by which the sweeper finds it; absent when there is nothing left to do. */
  workKey: z.string().optional(),
  /** Key of its dead letter, which is removed when it is redelivered. */
  deadLetterKey: z.string().optional(),
  reason: z.string().optional(),
  ...origin,
  body: z.string(),
  attempts: z.array(attempt),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

/** Tells which subscription a callback belongs to, for a flow that knows no more than its callback. */
export const callbackRow = z.object({ subscriptionId: z.string(), at: instant });

/** A delivery that waits for its subscription's circuit to close. */
export const waitingRow = z.object({ group: z.string(), createdAt: instant.optional() });

/** Lock of the worker that releases waiting deliveries. It expires, in case the worker dies. */
export const releaseLockRow = z.object({ until: instant });

/** Work for the sweeper. */
export const workRow = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delivery'),
    topic: z.string(),
    group: z.string(),
    suffix: z.string(),
    /** Of the delivery, for those who count what is in flight. */
    state: z.string().optional(),
    createdAt: instant.optional(),
  }),
  z.object({ kind: z.literal('fan-out'), topic: z.string(), group: z.string() }),
  z.object({ kind: z.literal('release'), topic: z.string(), suffix: z.string() }),
]);
export type Work = z.infer<typeof workRow>;

/** A firing whose fan-out is not finished. */
export const fanOutRow = z.object({ topic: z.string(), group: z.string() });

/** Circuit of a subscription. */
export const circuitRow = z.object({
  consecutiveFailures: z.number(),
  firstFailureAt: instant.optional(),
  lastDelivery: z
    .object({
      at: instant,
      outcome: z.enum(attemptOutcomes),
      reason: z.string().optional(),
      status: z.number().optional(),
      durationMs: z.number().optional(),
    })
    .optional(),
  /** Present while the circuit is open: the delivery that may probe the receiver, if any, and when the next probe is allowed. */
  circuit: z.object({ probe: z.string().optional(), probeAt: instant }).optional(),
});
export type CircuitRow = z.infer<typeof circuitRow>;

const deadLetter = z.object({ code: z.string(), reason: z.string(), receivedAt: instant });

/** Dead letter of a delivery; `delivery` is the key of its row. Rows of earlier versions lack what is optional. */
export const deliveryDeadLetterRow = deadLetter.extend({
  environmentId: z.string().optional(),
  triggerType: triggerTypeSchema.optional(),
  /** The last attempt, if there was one. */
  lastAnswer: z
    .object({ at: instant, durationMs: z.number(), status: z.number().optional(), reason: z.string().optional() })
    .optional(),
  notificationId: z.string(),
  subscriptionId: z.string(),
  delivery: z.string(),
});
export type DeliveryDeadLetterRow = z.infer<typeof deliveryDeadLetterRow>;

/** Dead letter of an event, with the original text. */
export const eventDeadLetterRow = deadLetter.extend({
  queue: z.string(),
  original: z.string(),
  /** The reason as a stored phrase; absent in old rows. */
  phrase: z.unknown().optional(),
});
export type EventDeadLetterRow = z.infer<typeof eventDeadLetterRow>;

/** A container of diagnostic logs. */
export const logContainerRow = z.object({
  container: z.string(),
  /** When it was first read. */
  startedAt: instant,
  /** All that was there at this time has been read. */
  readUntil: instant,
});
export type LogContainerRow = z.infer<typeof logContainerRow>;

/** How far a blob of a diagnostic log has been read. */
export const logBlobRow = z.object({
  container: z.string(),
  name: z.string(),
  /** The creation of the blob, which tells it from one that has replaced it. */
  createdAt: instant,
  /** The start of the first line that has not been read, in bytes. */
  offset: z.number(),
  /** The offset is inside a line that is too long; what is left of it is skipped. */
  isSkipping: z.boolean().optional(),
  /** The ETag of the blob when it was read to its end; absent while bytes are left. */
  etag: z.string().optional(),
});
export type LogBlobRow = z.infer<typeof logBlobRow>;

/** Tells whether the keys of a process fit what is stored. */
export const canaryRow = z.object({ sealed: z.string() });

/** A row whose data matches its schema. */
export interface Stored<T> {
  readonly key: string;
  readonly etag: string;
  readonly data: T;
}

/**
 * Reads a row by its schema. Fields that this version does not know stay in the data, so that a rewrite keeps them for the
 * version that wrote them.
 *
 * @throws UnreadableRowError when the data does not match the schema
 */
export function parseRow<T>(schema: z.ZodType<T>, { key, etag, data }: Row): Stored<T> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new UnreadableRowError(key, parsed.error);
  return { key, etag, data: withUnknownFields(parsed.data, data) };
}

function withUnknownFields<T>(known: T, raw: unknown): T {
  if (!isRecord(known) || !isRecord(raw)) return known;
  const merged: Record<string, unknown> = { ...raw, ...known };
  for (const [name, value] of Object.entries(known)) {
    if (isRecord(value)) merged[name] = withUnknownFields(value, raw[name]);
  }
  return merged as T;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
