import { type Mark, markOf, type Signature } from './states.ts';

/** How long a message that was taken stays hidden, and how long one whose handling threw (host.json). */
const IN_FLIGHT_MS = 10 * 60_000;
const RETRY_MS = 10_000;
export const MAX_DEQUEUE_COUNT = 5;

export interface Message<T> {
  readonly number: number;
  readonly body: T;
  readonly insertedAt: number;
  readonly visibleAt: number;
  readonly dequeueCount: number;
}

/** A storage queue with the rules of the Functions host: hidden while in flight, back after a crash or a throw, poison in the end. */
export class MessageQueue<T> {
  readonly poison: Message<T>[] = [];
  readonly wiped: T[] = [];
  readonly name: string;
  readonly #signature: Signature;
  #messages: Message<T>[] = [];
  #last = 0;

  constructor(name: string, signature: Signature) {
    this.name = name;
    this.#signature = signature;
  }

  get length(): number {
    return this.#messages.length;
  }

  /** When the next hidden one becomes visible. */
  nextVisible(now: number): number {
    return this.#messages.reduce(
      (soonest, { visibleAt }) => (visibleAt > now ? Math.min(soonest, visibleAt) : soonest),
      Number.POSITIVE_INFINITY,
    );
  }

  add(body: T, now: number, delay = 0): void {
    this.#enter({ number: ++this.#last, body, insertedAt: now, visibleAt: now + delay, dequeueCount: 0 });
  }

  visible(now: number): Message<T>[] {
    return this.#messages.filter(({ visibleAt }) => visibleAt <= now);
  }

  /** Hides a message for the worker that takes it; `undefined` when it has been taken too often. */
  take(message: Message<T>, now: number): Message<T> | undefined {
    this.#leave(message);
    const taken = { ...message, visibleAt: now + IN_FLIGHT_MS, dequeueCount: message.dequeueCount + 1 };
    if (taken.dequeueCount > MAX_DEQUEUE_COUNT) {
      this.poison.push(taken);
      return undefined;
    }
    return this.#enter(taken);
  }

  /** Its handling is done. Nothing happens when somebody else has it by now. */
  delete(taken: Message<T>): void {
    this.#leave(taken);
  }

  /** Its handling threw. */
  release(taken: Message<T>, now: number): void {
    if (!this.#leave(taken)) return;
    if (taken.dequeueCount >= MAX_DEQUEUE_COUNT) this.poison.push(taken);
    else this.#enter({ ...taken, visibleAt: now + RETRY_MS });
  }

  /** A message in flight shows up again although its worker lives: at least once is all that a queue promises. */
  duplicate(now: number): void {
    const [hidden] = this.#messages.filter(({ visibleAt, dequeueCount }) => dequeueCount > 0 && visibleAt > now);
    if (hidden) this.#enter({ ...hidden, number: ++this.#last, visibleAt: now });
  }

  wipe(): void {
    for (const message of [...this.#messages]) {
      this.wiped.push(message.body);
      this.#leave(message);
    }
  }

  #enter(message: Message<T>): Message<T> {
    this.#messages.push(message);
    this.#signature.toggle(this.#mark(message));
    return message;
  }

  #leave(message: Message<T>): boolean {
    const place = this.#messages.indexOf(message);
    if (place < 0) return false;
    this.#messages.splice(place, 1);
    this.#signature.toggle(this.#mark(message));
    return true;
  }

  #mark({ number, visibleAt, dequeueCount }: Message<T>): Mark {
    return markOf(`${this.name} ${number} ${visibleAt} ${dequeueCount}`);
  }
}
