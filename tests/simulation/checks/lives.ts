import type { Subscriber } from '../../support/expected-firings.ts';
import { World } from '../../support/world.ts';
import type { Change } from '../engine/observed-store.ts';

/** A subscription from its creation to its end. The same one may be made again. */
export interface Life {
  readonly id: string;
  readonly url: string;
  readonly subscriber: Subscriber;
  /** The numbers of the transactions. */
  readonly from: number;
  /** Its deletion. */
  to: number;
  /** When its receiver said that it is gone. */
  goneFrom: number;
  /** While it was neither active nor failing, so that it got nothing. */
  readonly sleeps: Sleep[];
}

interface Sleep {
  readonly from: number;
  to: number;
}

interface SubscriptionData extends Subscriber {
  readonly id: string;
  readonly status: string;
  readonly sealedCallbackUrl: string;
}

const AWAKE: ReadonlySet<string> = new Set(['active', 'failing']);
const { cipher } = new World().deps;
export const FOREVER = Number.POSITIVE_INFINITY;

/** The subscriptions as the log goes on. */
export class Lives {
  readonly all: Life[] = [];
  readonly #live = new Map<string, Life>();

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
    // One that was gone is as good as new when it is made again.
    if (known && (known.goneFrom === FOREVER || !AWAKE.has(status))) return;
    if (known) known.to = commit;
    const life = bornAt(commit, { subscriber, url: cipher.open(sealedCallbackUrl, '') });
    this.all.push(life);
    this.#live.set(name, life);
  }
}

function bornAt(
  from: number,
  { subscriber, url }: { subscriber: Subscriber & { readonly id: string }; url: string },
): Life {
  return { id: subscriber.id, url, subscriber, from, to: FOREVER, goneFrom: FOREVER, sleeps: [] };
}

function noteStatus(life: Life, status: string, commit: number): void {
  const last = life.sleeps.at(-1);
  const sleeps = last?.to === FOREVER;
  if (!AWAKE.has(status) && !sleeps) life.sleeps.push({ from: commit, to: FOREVER });
  if (AWAKE.has(status) && sleeps) last.to = commit;
  if (status === 'gone' && life.goneFrom === FOREVER) life.goneFrom = commit;
}

/** Whether somebody may have seen it asleep after one transaction, and before or in another. */
export function sleptWithin({ sleeps }: Life, after: number, until: number): boolean {
  return sleeps.some(({ from, to }) => Math.max(after, from) <= Math.min(until, to - 1));
}

export function endOf({ to, goneFrom }: Life): number {
  return Math.min(to, goneFrom);
}
