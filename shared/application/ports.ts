import type { SendResult } from '../domain/classify-answer.ts';
import type { EventQueue } from '../domain/read-message.ts';

/** One row of a partition. `key` is unique within the partition; rows are ordered by its text. */
export interface Row {
  readonly key: string;
  readonly etag: string;
  readonly data: unknown;
}

/** One change of a transaction. */
export type Write =
  /** Conflicts when the row is there. */
  | { readonly kind: 'insert'; readonly key: string; readonly data: object }
  /** Conflicts when the row is gone or has another ETag. */
  | { readonly kind: 'replace'; readonly key: string; readonly data: object; readonly etag: string }
  /** Inserts or replaces. */
  | { readonly kind: 'put'; readonly key: string; readonly data: object }
  /** Conflicts when the row is gone, or has another ETag if one is given: alone only, a transaction cannot ask for it. */
  | { readonly kind: 'remove'; readonly key: string; readonly etag?: string };

export interface KeyRange {
  /** The first key, included. */
  readonly from: string;
  /** The last key, excluded. */
  readonly to: string;
  /** At most so many rows, 1 to 1,000. */
  readonly top?: number;
}

export interface Page {
  readonly rows: readonly Row[];
  /** Where the next page starts; absent on the last one. */
  readonly next?: string;
}

/** Rows in partitions with ETags and transactions: Azure Table Storage's entity groups. A fault throws. */
export interface Store {
  read(partition: string, key: string): Promise<Row | undefined>;
  /** One page of rows in the order of their keys: one request. */
  range(partition: string, range: KeyRange): Promise<Page>;
  /**
   * All of the 1 to 100 changes, each of another row, or none. Answers the new ETags in the order of the writes (empty for
   * a removal).
   *
   * @throws ConflictError when one of the changes conflicts
   */
  commit(partition: string, writes: readonly Write[]): Promise<readonly string[]>;
}

/** What a message of the delivery queue asks a worker to do. Ids only, never a secret. */
export type DeliveryMessage = DeliverMessage | ReleaseMessage;

/** Attempt the deliveries of one firing whose subscriptions lie between the suffixes `from` and `to`, both included. */
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
  /** The key of the work row that this message comes from; it is removed when nothing waits any more. */
  readonly work?: string | undefined;
}

export interface DeliveryQueue {
  /** Makes the message visible to a worker after `delay` milliseconds or later, never earlier. */
  enqueue(message: DeliveryMessage, delay: number): Promise<void>;
}

export interface EventPublisher {
  /** Puts the text on the inbound queue as one message. */
  publish(queue: EventQueue, text: string): Promise<void>;
}

/** Queues whose messages the host gives up when it cannot read them, or when handling them fails too often. */
export const poisonQueues = ['refresh-status', 'metric-change', 'webhook-delivery'] as const;

export type PoisonQueue = (typeof poisonQueues)[number];

export interface PoisonMessage {
  /** The same each time that the message is taken, as is its time. */
  readonly id: string;
  /** As it lies in the queue: base64, if its sender kept to that. */
  readonly raw: string;
  /** Milliseconds since the Unix epoch. */
  readonly insertedAt: number;
  remove(): Promise<void>;
}

export interface PoisonQueues {
  /** Some of the messages that were given up, hidden from others for a while; none when there are none. */
  take(queue: PoisonQueue): Promise<PoisonMessage[]>;
}

export interface WebhookRequest {
  /** Sent byte for byte as it was registered. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookSender {
  /** One POST within the attempt timeout, body included. Never throws and never follows a redirect. */
  send(request: WebhookRequest): Promise<SendResult>;
}

/** Seals secrets for storage. The context, such as the row's key, must be the same when opening. */
export interface Cipher {
  seal(plain: string, context: string): string;
  /** Throws when no key opens it, or when it was sealed for another context. */
  open(sealed: string, context: string): string;
  /** Whether the first key sealed it, which seals everything from now on. */
  isSealedWithFirstKey(sealed: string): boolean;
}

export interface Signer {
  /** The value of `webhook-signature` (Standard Webhooks v1); `sentAt` in milliseconds since the Unix epoch. */
  sign(secret: string, message: { readonly id: string; readonly sentAt: number; readonly body: string }): string;
}

export interface CallbackGuard {
  /** What is wrong with a callback URL and what would be right; `undefined` when nothing is wrong, or its host cannot be resolved now. */
  check(url: string): Promise<string | undefined>;
}

interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

interface Chance {
  /** From 0 to below 1. */
  random(): number;
  /** So many random bytes as base64url. */
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
  runExclusive<T>(key: string, step: () => Promise<T>): Promise<T>;
}

/** Something that the service cannot do without. */
export interface Probe {
  readonly name: string;
  /** Throws when it cannot be reached. */
  check(): Promise<void>;
}

export interface Settings {
  readonly publicBaseUrl: string;
  readonly version: string;
  /** Milliseconds after attempts 1, 2, and so on. */
  readonly retrySchedule: readonly number[];
  /** Milliseconds for a whole attempt. */
  readonly attemptTimeout: number;
  /** Milliseconds of nothing but failures after which a subscription is disabled. */
  readonly disableAfter: number;
  /** Milliseconds for which finished firings, deliveries and runs are kept. */
  readonly retention: number;
}

/** Everything that the use cases need from outside. */
export interface Deps {
  readonly store: Store;
  readonly deliveries: DeliveryQueue;
  readonly events: EventPublisher;
  readonly poison: PoisonQueues;
  readonly sender: WebhookSender;
  readonly cipher: Cipher;
  readonly signer: Signer;
  readonly guard: CallbackGuard;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly probes: readonly Probe[];
  readonly attemptLimiter: AttemptLimiter;
  readonly topicMutex: KeyedMutex;
  readonly settings: Settings;
}
