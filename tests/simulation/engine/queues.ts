import { type PoisonQueue, poisonQueues } from '../../../shared/application/ports.ts';
import { MemoryQueue, type ReceivedMessage } from '../../support/memory-queue.ts';
import { hostRules } from './host-rules.ts';
import { type EventMessage, messageTextOf } from './scenario.ts';
import { markOf, type Signature } from './states.ts';

/** A message that the host gave up: where it was, and what lies in the poison queue. */
export interface Poisoned {
  readonly origin: string;
  readonly messageText: string;
  /** It was lost with the poison queue. */
  isWiped: boolean;
}

/** A queue of the app, the poison queue beside it, and what an observer saw of both. */
export class WatchedQueue {
  readonly main: MemoryQueue;
  readonly poison: MemoryQueue;
  /** Ids of messages that were lost with the queue. */
  readonly wiped = new Set<string>();
  /** By the id in the poison queue. */
  readonly poisoned = new Map<string, Poisoned>();

  constructor(name: PoisonQueue, options: { readonly now: () => number; readonly signature: Signature }) {
    const watched = (watchedName: string) =>
      new MemoryQueue(watchedName, {
        now: options.now,
        changed: ({ messageId, visibleAt, dequeueCount }) =>
          options.signature.toggle(markOf(`${messageId} ${visibleAt} ${dequeueCount}`)),
      });
    this.main = watched(name);
    this.poison = watched(`${name}-poison`);
    // The poison queue is made by the host when it needs it.
    void this.main.createIfNotExists();
  }

  /** The host's copy of what it gives up, which it then deletes. */
  async copyToPoison({ messageId, messageText }: ReceivedMessage): Promise<void> {
    await this.poison.createIfNotExists();
    const copy = await this.poison.sendMessage(messageText);
    this.poisoned.set(copy.messageId, { origin: messageId, messageText, isWiped: false });
  }

  wipe(): void {
    for (const { messageId } of this.main.messages()) this.wiped.add(messageId);
    for (const { messageId } of this.poison.messages()) {
      const poisoned = this.poisoned.get(messageId);
      if (poisoned) poisoned.isWiped = true;
    }
    for (const queue of [this.main, this.poison]) if (queue.messages().length > 0) void queue.clearMessages();
  }
}

/** All queues of the app. */
export class Queues {
  readonly all: Readonly<Record<PoisonQueue, WatchedQueue>>;
  /** Messages that were posted, or put back by the app, by their ids. */
  readonly posted = new Map<string, EventMessage>();
  /** The texts of those that the app put back. */
  readonly returned = new Map<string, string>();
  readonly #now: () => number;

  constructor(now: () => number, signature: Signature) {
    this.#now = now;
    const made = (name: PoisonQueue) => new WatchedQueue(name, { now, signature });
    this.all = {
      'refresh-status': made('refresh-status'),
      'metric-change': made('metric-change'),
      'webhook-delivery': made('webhook-delivery'),
    };
  }

  get each(): [name: PoisonQueue, queue: WatchedQueue][] {
    return poisonQueues.map((name) => [name, this.all[name]]);
  }

  get isEmpty(): boolean {
    return this.each.every(([, { main, poison }]) => main.messages().length + poison.messages().length === 0);
  }

  /** When the next hidden message becomes visible. */
  nextVisible(): number {
    return soonestOf(
      this.each
        .flatMap(([, { main }]) => main.messages().map(({ visibleAt }) => visibleAt))
        .filter((at) => at > this.#now()),
    );
  }

  /** When there is next something to be had from a poison queue. */
  nextPoison(): number {
    return soonestOf(this.each.flatMap(([, { poison }]) => poison.messages().map(({ visibleAt }) => visibleAt)));
  }

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

  /** The app has put a text back, which was that of an earlier message. */
  noteReturn(messageId: string, text: string): void {
    const message = [...this.posted.values()].find((one) => messageTextOf(one) === text);
    if (message) this.posted.set(messageId, message);
    this.returned.set(messageId, text);
  }

  wipe(): void {
    for (const [, queue] of this.each) queue.wipe();
  }

  /** A message in flight shows up again although its worker lives: at least once is all that a queue promises. */
  duplicate(): void {
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
