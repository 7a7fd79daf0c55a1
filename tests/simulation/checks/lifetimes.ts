import type { Subscriber } from '../../support/expected-firings.ts';
import { World } from '../../support/world.ts';
import type { Change } from '../engine/observed-store.ts';

/** A subscription from its creation to its end. The same subscription can be created again. */
export interface Lifetime {
  readonly id: string;
  readonly url: string;
  readonly subscriber: Subscriber;
  /** The transaction that created the subscription. */
  readonly from: number;
  /** The transaction that deleted it. */
  to: number;
  /** The transaction that recorded a 410 of its receiver. */
  goneAt: number;
  /** The times at which it was neither active nor failing, so nothing was sent to it. */
  readonly inactivePeriods: InactivePeriod[];
}

interface InactivePeriod {
  readonly from: number;
  to: number;
}

interface SubscriptionData extends Subscriber {
  readonly id: string;
  readonly status: string;
  readonly sealedCallbackUrl: string;
}

const SENDING: ReadonlySet<string> = new Set(['active', 'failing']);
const { cipher } = new World().deps;
/** The end of a lifetime that has not ended. */
export const FOREVER = Number.POSITIVE_INFINITY;

/** Reads the lifetimes of all subscriptions from the log. */
export class Lifetimes {
  readonly all: Lifetime[] = [];
  readonly #live = new Map<string, Lifetime>();

  /** Reads the next change of a subscription's row. */
  follow({ partition, key, commit, data }: Change): void {
    const name = `${partition} ${key}`;
    const known = this.#live.get(name);
    if (!data) {
      if (known) known.to = commit;
      this.#live.delete(name);
      return;
    }
    const { status, sealedCallbackUrl, ...subscriber } = data as SubscriptionData;
    if (known) noteStatus(known, status, commit);
    // A subscription that was gone starts a new lifetime when it is created again.
    if (known && (known.goneAt === FOREVER || !SENDING.has(status))) return;
    if (known) known.to = commit;
    const lifetime = lifetimeFrom(commit, { subscriber, url: cipher.open(sealedCallbackUrl, '') });
    this.all.push(lifetime);
    this.#live.set(name, lifetime);
  }
}

function lifetimeFrom(
  from: number,
  { subscriber, url }: { subscriber: Subscriber & { readonly id: string }; url: string },
): Lifetime {
  return { id: subscriber.id, url, subscriber, from, to: FOREVER, goneAt: FOREVER, inactivePeriods: [] };
}

function noteStatus(lifetime: Lifetime, status: string, commit: number): void {
  const last = lifetime.inactivePeriods.at(-1);
  const isInactive = last?.to === FOREVER;
  if (!SENDING.has(status) && !isInactive) lifetime.inactivePeriods.push({ from: commit, to: FOREVER });
  if (SENDING.has(status) && isInactive) last.to = commit;
  if (status === 'gone' && lifetime.goneAt === FOREVER) lifetime.goneAt = commit;
}

/** Whether the subscription was inactive at some time after one transaction and up to another. */
export function wasInactive({ inactivePeriods }: Lifetime, after: number, until: number): boolean {
  return inactivePeriods.some(({ from, to }) => Math.max(after, from) <= Math.min(until, to - 1));
}

/** The transaction after which the subscription gets no new firings. */
export function endOf({ to, goneAt }: Lifetime): number {
  return Math.min(to, goneAt);
}
