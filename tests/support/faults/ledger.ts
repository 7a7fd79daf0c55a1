import { type ExpectedWebhook, firingOfBody } from './expected-webhooks.ts';

/** One POST and its answer; without `answeredAt` it was never answered. */
export interface Arrival {
  readonly path: string;
  readonly id: string;
  /** The header `webhook-attempt`. */
  readonly attempt: number;
  readonly body: string;
  readonly at: number;
  answeredAt?: number;
  accepted?: boolean;
  /** The wait in milliseconds, or the moment, that the answer asked for. */
  retryAfter?: { readonly wait: number } | { readonly until: number };
}

/** The time from the death of a process, or the loss of the storage, to its return. */
export interface Outage {
  readonly kind: 'kill' | 'storage';
  readonly from: number;
  to: number;
}

/** What arrived, compared with what was expected. */
export interface Account {
  readonly expected: number;
  /** The number of distinct webhook IDs that were accepted. */
  readonly arrived: number;
  /** Webhooks that were sent again after they had been accepted, by the outage that explains it. */
  readonly repeated: { readonly byKill: number; readonly byStorage: number; readonly unexplained: readonly string[] };
  readonly lost: readonly string[];
  readonly firedTwice: readonly string[];
  readonly unexpected: readonly string[];
  readonly bodiesThatDiffer: readonly string[];
  readonly early: readonly string[];
}

/** Recording an answer may take this long on a busy machine, so a kill within it explains a repeat. */
const RECORD_MS = 5_000;

/** A request that a process sent before it was killed may be read and answered this much later. */
const SETTLING_MS = 2_000;

/** Compares the webhooks that must arrive with those that did. */
export class Ledger {
  readonly arrivals: Arrival[] = [];
  readonly outages: Outage[] = [];
  readonly #expected = new Map<string, ExpectedWebhook>();
  readonly #arrived = new Set<string>();
  readonly #schedule: readonly number[];

  /** @param schedule the waits of RETRY_SCHEDULE, in milliseconds */
  constructor(schedule: readonly number[]) {
    this.#schedule = schedule;
  }

  expect(expected: readonly ExpectedWebhook[]): void {
    for (const one of expected) this.#expected.set(`${one.path} ${one.firing}`, one);
  }

  note(arrival: Arrival): void {
    this.arrivals.push(arrival);
  }

  answered(arrival: Arrival, accepted: boolean): void {
    arrival.answeredAt = Date.now();
    arrival.accepted = accepted;
    if (accepted) this.#arrived.add(keyOf(arrival));
  }

  hasArrived({ path, firing }: ExpectedWebhook): boolean {
    return this.#arrived.has(`${path} ${firing}`);
  }

  get missing(): string[] {
    return [...this.#expected.keys()].filter((key) => !this.#arrived.has(key));
  }

  /**
   * The account of all webhooks whose path has this prefix. Attempts at paths that are not timed may come early, since their
   * circuit breaker may have changed the times.
   */
  account(prefix = '/', isTimed: (path: string) => boolean = () => true): Account {
    const arrivals = this.arrivals.filter(({ path }) => path.startsWith(prefix));
    const webhooks = [...Map.groupBy(arrivals, ({ id }) => id).values()];
    return {
      expected: [...this.#expected.values()].filter(({ path }) => path.startsWith(prefix)).length,
      arrived: webhooks.filter((attempts) => attempts.some(({ accepted }) => accepted)).length,
      repeated: this.#repeated(webhooks),
      lost: this.missing.filter((key) => key.startsWith(prefix)),
      firedTwice: firedTwice(arrivals),
      unexpected: [...new Set(arrivals.map(keyOf).filter((key) => !this.#expected.has(key)))],
      bodiesThatDiffer: webhooks.flatMap((attempts) =>
        new Set(attempts.map(({ body }) => body)).size > 1 ? [attempts[0]?.id ?? ''] : [],
      ),
      early: webhooks.filter(([first]) => first && isTimed(first.path)).flatMap((attempts) => this.#early(attempts)),
    };
  }

  #repeated(webhooks: readonly (readonly Arrival[])[]): Account['repeated'] {
    const causes = webhooks.flatMap((attempts) => this.#causesOfRepeats(attempts));
    const count = (kind: string) => causes.filter((cause) => cause === kind).length;
    return {
      byKill: count('kill'),
      byStorage: count('storage'),
      unexplained: causes.filter((cause) => cause !== 'kill' && cause !== 'storage'),
    };
  }

  /** For each repeat of an accepted webhook: the kind of outage that explains it, or else the webhook. */
  #causesOfRepeats(attempts: readonly Arrival[]): string[] {
    return attempts.flatMap((again, index) => {
      const before = attempts.slice(0, index).findLast(({ accepted }) => accepted);
      if (!before) return [];
      const from = before.answeredAt ?? before.at;
      const cause = again.attempt === before.attempt ? this.#causeOf(from, again.at) : undefined;
      return [cause ?? `${again.path} ${again.id} attempt ${again.attempt}, ${again.at - from} ms after`];
    });
  }

  /** The outage that kept the answer from being recorded. While the storage was away, any kill before the repeat counts. */
  #causeOf(answeredAt: number, againAt: number): Outage['kind'] | undefined {
    const outages = this.outages.filter(({ from, to }) => from <= againAt && to + SETTLING_MS >= answeredAt);
    const immediate = outages.filter(({ from }) => from <= answeredAt + RECORD_MS);
    const isStorageAway = immediate.some(({ kind }) => kind === 'storage');
    const [kill] = (isStorageAway ? outages : immediate).filter(({ kind }) => kind === 'kill');
    return kill?.kind ?? immediate[0]?.kind;
  }

  /** Attempts that came before the wait of the schedule, or the requested one, had passed since the previous answer. */
  #early(attempts: readonly Arrival[]): string[] {
    return attempts.flatMap((arrival) => {
      const before = attempts.findLast(({ attempt, at }) => attempt === arrival.attempt - 1 && at <= arrival.at);
      if (!before || before.accepted) return [];
      const from = before.answeredAt ?? before.at;
      const wait = this.#schedule[before.attempt - 1] ?? 0;
      const early = Math.max(from + wait, askedFor(before, from)) - arrival.at;
      return early > 0 ? [`${arrival.path} ${arrival.id} attempt ${arrival.attempt}: ${early} ms early`] : [];
    });
  }
}

/** The moment that the answer asked the next attempt to wait for. */
function askedFor({ retryAfter }: Arrival, from: number): number {
  if (!retryAfter) return 0;
  return 'wait' in retryAfter ? from + retryAfter.wait : retryAfter.until;
}

function keyOf({ path, body }: Arrival): string {
  return `${path} ${firingOfBody(body)}`;
}

/** Firings with two webhook IDs at one subscriber, or with two firing IDs anywhere. */
function firedTwice(arrivals: readonly Arrival[]): string[] {
  const byPlace = Map.groupBy(arrivals, keyOf);
  const twice = [...byPlace].filter(([, all]) => new Set(all.map(({ id }) => id)).size > 1).map(([key]) => key);
  const firings = Map.groupBy(arrivals, ({ body }) => firingOfBody(body));
  const split = [...firings].filter(([, all]) => new Set(all.map(({ body }) => JSON.parse(body).firingId)).size > 1);
  return [...twice, ...split.map(([firing]) => firing)];
}
