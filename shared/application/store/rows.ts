import { z } from 'zod';
import { attemptOutcomes } from '../../contract/answers.ts';
import type { FactsByType } from '../../contract/payload.ts';
import { finishedStatuses, submissions } from '../../contract/run-status.ts';
import { subscriptionStatuses, triggerSchema } from '../../contract/subscription.ts';
import type { TriggerType } from '../../contract/trigger-types.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Row } from '../ports.ts';

/** An instant that we wrote ourselves. */
const instant = z.string().transform((text) => text as Instant);

export const stateRow = z.object({
  environmentId: z.string(),
  /** Of the last firing. */
  sequence: z.number(),
  name: z.string().optional(),
  displayName: z.string().optional(),
  /** Of the last sample that applied, and the firing that it made, if any. */
  baseline: z
    .object({ value: z.number(), evaluatedAt: instant, eventId: z.string(), fired: z.number().optional() })
    .optional(),
});

/** A process as its last run left it: of a data source, or of an operation, for each name that it reports. */
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

export const environmentRow = z.object({
  environmentId: z.string(),
  /** Whether an event has named it, and not just a subscription. */
  isSeen: z.boolean().optional(),
});

export const runRow = z.object({ sequence: z.number(), at: instant });

export const subscriptionStatusSchema = z.enum(subscriptionStatuses);

const subscriptionFields = z.object({
  id: z.string(),
  environmentId: z.string(),
  label: z.string().optional(),
  status: subscriptionStatusSchema,
  callbackHost: z.string(),
  sealedCallbackUrl: z.string(),
  sealedSecret: z.string(),
  /** SHA-256 of the tokens that its Locations carried, each with the version of the flow that it was for. */
  tokens: z.array(z.object({ hash: z.string(), version: z.string().optional() })),
  /** The topic's sequence at its creation: it gets the firings after it. */
  since: z.number(),
  createdAt: instant,
  /** When the status became what it is. */
  statusSince: instant.optional(),
  /** The topic's sequence when its receiver was found gone: it was there for the firings up to it. */
  until: z.number().optional(),
  flow: z.string().optional(),
});

export const subscriptionRow = triggerSchema.and(subscriptionFields);

export const flowRow = z.object({ topic: z.string(), suffix: z.string() });

const facts = z.record(z.string(), z.union([z.string(), z.number()]).optional());

/** Facts that we wrote ourselves: kept as they are, in their order, as every body repeats them byte for byte. */
const factsOf = <T extends TriggerType>(triggerType: T) =>
  z.object({
    triggerType: z.literal(triggerType),
    facts: z.custom<FactsByType[T]>((value) => facts.safeParse(value).success),
  });

const firingFacts = z.discriminatedUnion('triggerType', [
  factsOf('data-source-refresh-failed'),
  factsOf('data-source-refresh-succeeded'),
  factsOf('segment-threshold-crossed'),
  factsOf('measure-threshold-crossed'),
  factsOf('full-refresh-completed'),
  factsOf('unification-refresh-completed'),
]);

const firingFields = z.object({
  id: z.string(),
  environmentId: z.string(),
  topic: z.string(),
  sequence: z.number(),
  occurredAt: instant,
  /** Of the sample that crossed. */
  eventId: z.string().optional(),
  committedAt: instant,
  rise: z.object({ from: z.number(), to: z.number() }).optional(),
  /** Where the fan-out goes on; absent when every subscriber has its delivery. */
  cursor: z.string().optional(),
  /** The row of the sweeper's work on the fan-out; there as long as the cursor is. */
  workKey: z.string().optional(),
});

export const firingRow = firingFields.and(firingFacts);

const attempt = z.object({
  at: instant,
  durationMs: z.number(),
  status: z.number().optional(),
  outcome: z.enum(attemptOutcomes),
  reason: z.string().optional(),
  workflowRunId: z.string().optional(),
});

export const deliveryRow = z.object({
  notificationId: z.string(),
  firingId: z.string(),
  subscriptionId: z.string(),
  topic: z.string(),
  group: z.string(),
  suffix: z.string(),
  isTest: z.boolean().optional(),
  state: z.enum(['pending', 'delivered', 'retrying', 'waiting', 'dead']),
  attemptCount: z.number(),
  /** Attempts since the schedule last began. */
  tries: z.number(),
  /** So often it has been put off since the last attempt, as too many others were under way. */
  postponed: z.number().optional(),
  dueAt: instant,
  /** A worker is at it until then, unless it died. */
  leasedUntil: instant.optional(),
  /** The row of the sweeper's work; absent when there is nothing left to do. */
  workKey: z.string().optional(),
  /** Its dead letter, which leaves when it is delivered anew. */
  deadLetterKey: z.string().optional(),
  reason: z.string().optional(),
  body: z.string(),
  attempts: z.array(attempt),
});

/** A delivery that waits for its subscription's circuit to close. */
export const waitingRow = z.object({ group: z.string() });

/** Somebody is releasing what waits, until then unless it died. */
export const releaseLockRow = z.object({ until: instant });

/** What the sweeper has to look at. */
export const workRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivery'), topic: z.string(), group: z.string(), suffix: z.string() }),
  z.object({ kind: z.literal('fan-out'), topic: z.string(), group: z.string() }),
  z.object({ kind: z.literal('release'), topic: z.string(), suffix: z.string() }),
]);

/** A firing whose fan-out is not finished. */
export const fanOutRow = z.object({ topic: z.string(), group: z.string() });

export const circuitRow = z.object({
  consecutiveFailures: z.number(),
  firstFailureAt: instant.optional(),
  lastDelivery: z.object({ at: instant, outcome: z.enum(attemptOutcomes) }).optional(),
  /** There as long as the circuit is open: the delivery that may be tried, if there is one, and when the next try may be. */
  circuit: z.object({ probe: z.string().optional(), probeAt: instant }).optional(),
});

export const deliveryDeadLetterRow = z.object({
  code: z.string(),
  reason: z.string(),
  receivedAt: instant,
  notificationId: z.string(),
  subscriptionId: z.string(),
  delivery: z.string(),
});

export const eventDeadLetterRow = z.object({
  code: z.string(),
  reason: z.string(),
  receivedAt: instant,
  queue: z.string(),
  original: z.string(),
});

export const canaryRow = z.object({ sealed: z.string() });

export type ProcessRow = z.infer<typeof processRow>;

export type StateRow = z.infer<typeof stateRow>;

export type SubscriptionRow = z.infer<typeof subscriptionRow>;

export type FiringRow = z.infer<typeof firingRow>;

export type DeliveryRow = z.infer<typeof deliveryRow>;

export type Attempt = z.infer<typeof attempt>;

export type CircuitRow = z.infer<typeof circuitRow>;
export type Work = z.infer<typeof workRow>;

/** A row whose data has been read by its schema. */
export interface Stored<T> {
  readonly key: string;
  readonly etag: string;
  readonly data: T;
}

export function parseRow<T>(schema: z.ZodType<T>, row: Row): Stored<T> {
  return { key: row.key, etag: row.etag, data: schema.parse(row.data) };
}
