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

/** The deliveries of a firing whose subscription keys lie between `from` and `to`, both included. Ids only, never a secret. */
export interface DeliveryBatch {
  readonly partition: string;
  readonly topic: string;
  readonly group: string;
  readonly from: string;
  readonly to: string;
  /** The row of work that this comes from, when it has to be removed by whoever finishes it. */
  readonly work?: string | undefined;
}

export interface DeliveryQueue {
  /** Makes the batch visible to a worker after `delay` milliseconds or later, never earlier. */
  enqueue(batch: DeliveryBatch, delay: number): Promise<void>;
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
  open(sealed: string, context: string): string;
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

/** How the work of one process keeps out of its own way. Nothing that is guaranteed hangs on it. */
export interface Pacing {
  /**
   * Takes a place for an attempt to a subscription; false when so many are under way that a slow one would take every place.
   * `first`: by whoever commits, who has fewer; `turn`: of one after another, which always has a place.
   */
  take(subscriptionId: string, why: 'first' | 'queued' | 'turn'): boolean;
  /** Gives a place back. */
  leave(subscriptionId: string): void;
  /** Runs one step after another on the same topic: at once, all but one would conflict and have to be done again. */
  inTurn<T>(topic: string, step: () => Promise<T>): Promise<T>;
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
  readonly pacing: Pacing;
  readonly settings: Settings;
}
