import type { Phrase } from '../contract/phrase.ts';
import type { LogLine } from '../contract/telemetry.ts';
import type { SendResult } from '../domain/classify-answer.ts';
import type { EventQueue } from '../domain/read-message.ts';
import type { UnreadableRowError } from './errors.ts';
import type { Settings } from './settings.ts';

/** One row of a partition. `key` is unique within the partition; rows are ordered by its text. */
export interface Row {
  readonly key: string;
  readonly etag: string;
  readonly data: unknown;
}

/** One change of a transaction. */
export type Write =
  /** Conflicts when the row exists. */
  | { readonly kind: 'insert'; readonly key: string; readonly data: object }
  /** Conflicts when the row is gone or has another ETag. */
  | { readonly kind: 'replace'; readonly key: string; readonly data: object; readonly etag: string }
  /** Inserts or replaces. */
  | { readonly kind: 'put'; readonly key: string; readonly data: object }
  /** Conflicts when the row is gone. An `etag` is checked too, but only when the removal is the transaction's single write. */
  | { readonly kind: 'remove'; readonly key: string; readonly etag?: string };

/** Keys from `from`, included, to `to`, excluded. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
  /** Rows of one page, 1 to 1,000. */
  readonly top?: number;
}

/** One page of a range. */
export interface Page {
  readonly rows: readonly Row[];
  /** Where the next page starts; absent on the last one. */
  readonly next?: string;
}

/** Rows in partitions, with ETags and transactions, as in Azure Table Storage. Every method throws when the storage fails. */
export interface Store {
  read(partition: string, key: string): Promise<Row | undefined>;
  /** One page of rows in key order. One request. */
  range(partition: string, range: KeyRange): Promise<Page>;
  /**
   * Commits 1 to 100 writes, each to a different row: all of them or none. Returns the new ETags in the order of the writes,
   * with an empty text for a removal.
   *
   * @throws ConflictError when one of the changes conflicts
   */
  commit(partition: string, writes: readonly Write[]): Promise<readonly string[]>;
  /** Counts and logs a row that this version cannot read. It stops nothing but itself. */
  noteUnreadable(partition: string, fault: UnreadableRowError): void;
}

/** A message of the delivery queue. It carries ids only, never a secret. */
export type DeliveryMessage = DeliverMessage | ReleaseMessage;

/** Attempt the deliveries of one firing to the subscriptions from one suffix to another, both included. */
export interface DeliverMessage {
  readonly kind: 'deliver';
  readonly partition: string;
  readonly topic: string;
  readonly group: string;
  readonly from: string;
  readonly to: string;
}

/** Release the deliveries that wait for a subscription's circuit. */
export interface ReleaseMessage {
  readonly kind: 'release';
  readonly partition: string;
  readonly topic: string;
  readonly suffix: string;
  /** Key of the work row that this message was made from. The row is removed when no delivery waits. */
  readonly work?: string | undefined;
}

/** Adds a message to the delivery queue. Workers see it after `delay` milliseconds, never earlier. */
export interface DeliveryQueue {
  enqueue(message: DeliveryMessage, delay: number): Promise<void>;
}

/** Adds a text to an inbound event queue, as one message that readers see after `delay` milliseconds. */
export interface EventPublisher {
  publish(queue: EventQueue, text: string, delay?: number): Promise<void>;
}

/** Queues with a poison queue, to which the host moves a message that is unreadable or fails too often. */
export const poisonQueues = ['refresh-status', 'metric-change', 'webhook-delivery'] as const;

export type PoisonQueue = (typeof poisonQueues)[number];

/** A message of a poison queue. `id` and `insertedAt` (milliseconds since the Unix epoch) are the same each time it is taken. */
export interface PoisonMessage {
  readonly id: string;
  /** The unchanged text of the message: base64, if its sender encoded it. */
  readonly raw: string;
  readonly insertedAt: number;
  remove(): Promise<void>;
}

/** Takes a batch of poison messages and hides them from other readers for a while; empty when there are none. */
export interface PoisonQueues {
  take(queue: PoisonQueue): Promise<PoisonMessage[]>;
}

/** Counts the messages of a queue and of its poison queue: roughly, hidden ones included. */
export interface QueueDepths {
  read(queue: PoisonQueue): Promise<{ readonly messages: number; readonly poisonMessages: number }>;
}

/** An append blob of a diagnostic log, as a listing tells of it. Times are milliseconds since the Unix epoch. */
export interface AppendBlob {
  readonly name: string;
  /** In bytes. */
  readonly length: number;
  /** Changes with every append. */
  readonly etag: string;
  /** The same after every append, another one when the blob has been replaced. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** The storage that diagnostic settings write to. Every method throws when it fails. */
export interface AppendBlobs {
  /** The blobs of UTC days such as `2026-11-20`; none while the container does not exist. */
  list(container: string, days: readonly string[]): Promise<AppendBlob[]>;
  /** Up to `count` bytes from `offset`; `undefined` when the blob has changed since it was listed. */
  read(
    container: string,
    blob: AppendBlob,
    range: { readonly offset: number; readonly count: number },
  ): Promise<Uint8Array | undefined>;
}

/** Where the diagnostic settings of Customer Insights write their records. */
export interface Diagnostics {
  readonly containers: readonly string[];
  readonly blobs: AppendBlobs;
}

/** One webhook, ready to be sent. */
export interface WebhookRequest {
  /** Sent byte for byte as it was registered. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a webhook: one POST within the attempt timeout, body included. Never throws and never follows a redirect. */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<SendResult>;
}

/** Seals secrets for storage. Opening throws when the context differs or the key is not configured. */
export interface Cipher {
  seal(plain: string, context: string): string;
  /** Throws when no key opens it, or when it was sealed for another context. */
  open(sealed: string, context: string): string;
  /** Whether the first key sealed it, which seals everything from now on. */
  isSealedWithFirstKey(sealed: string): boolean;
}

/** Signs webhooks. */
export interface Signer {
  /** The value of `webhook-signature` (Standard Webhooks v1); `sentAt` in milliseconds since the Unix epoch. */
  sign(secret: string, message: { readonly id: string; readonly sentAt: number; readonly body: string }): string;
}

/** Tells what is wrong with a callback URL; `undefined` when it is allowed, or when its host cannot be resolved now. */
export interface CallbackGuard {
  check(url: string): Promise<Phrase | undefined>;
}

/** The time. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after the time, or when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

interface Chance {
  /** From 0 to below 1. */
  random(): number;
  /** Random bytes as base64url. */
  secret(bytes: number): string;
}

/**
 * Limits the attempts that one process makes to one subscription at a time, so that a slow receiver does not hold up the
 * others. No guarantee depends on it.
 */
export interface AttemptLimiter {
  /** An empty set of slots for one piece of work. The caller closes it. */
  openSlots(): AttemptSlots;
}

/**
 * `first`: the first attempt by the worker that commits a firing. `queued`: an attempt from the queue. `sequential`: one of
 * several attempts that are made one after another; it always gets a slot.
 */
export type AttemptPurpose = 'first' | 'queued' | 'sequential';

/** The slots that one piece of work holds. */
export interface AttemptSlots {
  /** Takes a slot for an attempt; false when the limit is reached. */
  take(subscriptionId: string, purpose: AttemptPurpose): boolean;
  /** Gives back one slot of the subscription, if this set still holds one. */
  giveBack(subscriptionId: string): void;
  /** Gives back every slot that is still held. */
  close(): void;
}

/** Runs steps of one key one after another. Without it, all but one of concurrent steps would conflict and be repeated. */
export interface KeyedMutex {
  /** Of the steps that wait, those with an order run in that order, as text. */
  runExclusive<T>(key: string, step: () => Promise<T>, order?: string): Promise<T>;
}

/** Health check of one dependency. */
export interface Probe {
  readonly name: string;
  /** The app works without it, so it does not make the app unhealthy. */
  readonly isOptional?: true;
  /** Whether it does no more than read the table. */
  readonly readsTable?: boolean;
  /** @throws when the dependency cannot be reached */
  check(): Promise<void>;
}

/**
 * Tells the operators what has happened: a log line, and what is counted of it. Use cases call it after the commit; a slow
 * attempt ends after its use case has returned, so a returned value could not tell everything. It never throws.
 */
export type Report = (line: LogLine) => void;

/** The dependencies of the use cases. */
export interface Deps {
  readonly store: Store;
  readonly deliveries: DeliveryQueue;
  readonly events: EventPublisher;
  readonly poison: PoisonQueues;
  readonly depths: QueueDepths;
  /** Absent without DiagnosticsStorage. */
  readonly diagnostics?: Diagnostics | undefined;
  readonly sender: WebhookSender;
  readonly cipher: Cipher;
  readonly signer: Signer;
  readonly guard: CallbackGuard;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly probes: readonly Probe[];
  readonly attemptLimiter: AttemptLimiter;
  readonly topicMutex: KeyedMutex;
  readonly report: Report;
  readonly settings: Settings;
}
