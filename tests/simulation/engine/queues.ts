import { type PoisonQueue, poisonQueues } from '../../../shared/application/ports.ts';
import {
  MemoryQueue,
  type MemoryQueueOptions,
  type QueuedMessage,
  type ReceivedMessage,
} from '../../support/memory-queue.ts';
import { hostRules } from './host-rules.ts';
import { messageTextOf } from './message-text.ts';
import type { EventMessage } from './scenario.ts';
import { markOf, type Signature } from './states.ts';

/** A message that the host moved to a poison queue. */
export interface Poisoned {
  /** The id of the original message. */
  readonly origin: string;
  readonly messageText: string;
  /** The poison queue was cleared before the message was collected. */
  isCleared: boolean;
}

/** A queue of the application with its poison queue, and a record of what happened to their messages. */
export class WatchedQueue {
  readonly main: MemoryQueue;
  readonly poison: MemoryQueue;
  /** Ids of messages that were lost when the queue was cleared. */
  readonly cleared = new Set<string>();
  /** Poisoned messages by their id in the poison queue. */
  readonly poisoned = new Map<string, Poisoned>();

  constructor(name: PoisonQueue, options: MemoryQueueOptions) {
    this.main = new MemoryQueue(name, options);
    this.poison = new MemoryQueue(`${name}-poison`, options);
    // The host creates the poison queue when it first needs it.
    void this.main.createIfNotExists();
  }

  /** Copies a message to the poison queue. The host then deletes the original. */
  async copyToPoison({ messageId, messageText }: ReceivedMessage): Promise<void> {
    await this.poison.createIfNotExists();
    const copy = await this.poison.sendMessage(messageText);
    this.poisoned.set(copy.messageId, { origin: messageId, messageText, isCleared: false });
  }

  /** Removes every message of both queues. */
  clear(): void {
    for (const { messageId } of this.main.messages()) this.cleared.add(messageId);
    for (const { messageId } of this.poison.messages()) {
      const poisoned = this.poisoned.get(messageId);
      if (poisoned) poisoned.isCleared = true;
    }
    for (const queue of [this.main, this.poison]) if (queue.messages().length > 0) void queue.clearMessages();
  }
}

/** All queues of the application. */
export class Queues {
  readonly all: Readonly<Record<PoisonQueue, WatchedQueue>>;
  readonly each: readonly (readonly [name: PoisonQueue, queue: WatchedQueue])[];
  /** Event messages by id, both posted and republished ones. */
  readonly posted = new Map<string, EventMessage>();
  /** Texts of the messages that the application republished, by id. */
  readonly republished = new Map<string, string>();
  /** Ids of event messages that the application postponed: a copy has taken their place. */
  readonly superseded = new Set<string>();
  readonly #now: () => number;
  #changes = 0;

  constructor(now: () => number, signature: Signature) {
    this.#now = now;
    const changed = (message: QueuedMessage) => {
      this.#changes++;
      signature.toggle(markOf(`${message.messageId} ${message.visibleAt} ${message.dequeueCount}`));
    };
    const made = (name: PoisonQueue) => new WatchedQueue(name, { now, changed });
    this.all = {
      'refresh-status': made('refresh-status'),
      'metric-change': made('metric-change'),
      'webhook-delivery': made('webhook-delivery'),
    };
    this.each = poisonQueues.map((name) => [name, this.all[name]]);
  }

  get isEmpty(): boolean {
    return this.each.every(([, { main, poison }]) => main.isEmpty && poison.isEmpty);
  }

  /** The number of changes so far; undefined while all queues are empty. */
  get changes(): number | undefined {
    return this.isEmpty ? undefined : this.#changes;
  }

  /** The time at which the next hidden message becomes visible. */
  nextVisible(): number {
    return soonestOf(
      this.each
        .flatMap(([, { main }]) => main.messages().map(({ visibleAt }) => visibleAt))
        .filter((at) => at > this.#now()),
    );
  }

  /** The time at which the next poisoned message is visible. */
  nextPoison(): number {
    const inUse = this.each.filter(([, { poison }]) => !poison.isEmpty);
    return soonestOf(inUse.flatMap(([, { poison }]) => poison.messages().map(({ visibleAt }) => visibleAt)));
  }

  /** Enqueues a message, as often as it says, and takes it as often as earlier hosts did. */
  post(message: EventMessage, text: string): void {
    const { main } = this.all[message.queue];
    for (let copy = 0; copy < (message.copies ?? 1); copy++) {
      const { messageId } = main.add(text, { messageTimeToLive: -1 });
      this.posted.set(messageId, message);
      for (let time = 0; time < (message.takenBefore ?? 0); time++) {
        main.take(messageId, hostRules.inFlightSeconds);
        main.reveal(messageId);
      }
    }
  }

  /** Records that the application republished the text of an earlier message. */
  noteRepublished(messageId: string, text: string): void {
    const original = originalTextOf(text);
    const message = [...this.posted.values()].find((one) => messageTextOf(one) === original);
    if (message) this.posted.set(messageId, message);
    this.republished.set(messageId, text);
  }

  /** Removes every message of every queue. */
  clear(): void {
    for (const [, queue] of this.each) queue.clear();
  }

  /** Reveals messages in flight although their workers are alive: queues are at-least-once. */
  duplicateInFlight(): void {
    for (const queue of this.each.flatMap(([, { main, poison }]) => [main, poison])) {
      const hidden = queue
        .messages()
        .find(({ visibleAt, dequeueCount }) => dequeueCount > 0 && visibleAt > this.#now());
      if (hidden) queue.reveal(hidden.messageId);
    }
  }
}

function soonestOf(times: readonly number[]): number {
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** The text of the message that a postponed one stands for; of any other, its own. */
function originalTextOf(text: string): string {
  try {
    const { postponed } = JSON.parse(Buffer.from(text, 'base64').toString());
    return postponed ? Buffer.from(postponed.message).toString('base64') : text;
  } catch {
    return text;
  }
}
