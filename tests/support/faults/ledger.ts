import { type Expected, occasionOf } from './model.ts';

/** One POST, and what was answered to it; no `answeredAt` when nothing was. */
export interface Arrival {
  readonly path: string;
  readonly id: string;
  /** `webhook-attempt`. */
  readonly attempt: number;
  readonly body: string;
  readonly at: number;
  answeredAt?: number;
  accepted?: boolean;
  /** Milliseconds that the answer asked for, or the moment. */
  retryAfter?: { readonly wait: number } | { readonly until: number };
}

/** From a process's death or the loss of the storage to its return. */
export interface Outage {
  readonly kind: 'kill' | 'storage';
  readonly from: number;
  to: number;
}

export interface Account {
  readonly expected: number;
  /** Distinct webhook-ids that were accepted. */
  readonly arrived: number;
  /** Accepted, and sent again: after a kill, after a loss of the storage, and without either. */
  readonly doubled: { readonly byKill: number; readonly byStorage: number; readonly unexplained: readonly string[] };
  readonly lost: readonly string[];
  readonly firedTwice: readonly string[];
  readonly unexpected: readonly string[];
  readonly bodiesThatDiffer: readonly string[];
  readonly early: readonly string[];
}

/** So long a record may take after the answer, on a busy machine: a kill within it explains a repeat. */
const RECORD_MS = 5_000;

/** What a killed process had sent may be read and answered a moment later, on such a machine. */
const SETTLING_MS = 2_000;

/** Counts what was to arrive against what did. */
export class Ledger {
  readonly arrivals: Arrival[] = [];
  readonly outages: Outage[] = [];
  readonly #expected = new Map<string, Expected>();
  readonly #arrived = new Set<string>();
  readonly #schedule: readonly number[];

  /** `schedule`: the waits of RETRY_SCHEDULE, in milliseconds. */
  constructor(schedule: readonly number[]) {
    this.#schedule = schedule;
  }

  expect(expected: readonly Expected[]): void {
    for (const one of expected) this.#expected.set(`${one.path} ${one.occasion}`, one);
  }

  note(arrival: Arrival): void {
    this.arrivals.push(arrival);
  }

  answered(arrival: Arrival, accepted: boolean): void {
    arrival.answeredAt = Date.now();
    arrival.accepted = accepted;
    if (accepted) this.#arrived.add(keyOf(arrival));
  }

  has({ path, occasion }: Expected): boolean {
    return this.#arrived.has(`${path} ${occasion}`);
  }

  get missing(): string[] {
    return [...this.#expected.keys()].filter((key) => !this.#arrived.has(key));
  }

  /** Whose webhooks begin with this path; all without one. `timed: false` when the circuit of an endpoint may move its times. */
  account(prefix = '/', isTimed: (path: string) => boolean = () => true): Account {
    const arrivals = this.arrivals.filter(({ path }) => path.startsWith(prefix));
    const webhooks = [...Map.groupBy(arrivals, ({ id }) => id).values()];
    return {
      expected: [...this.#expected.values()].filter(({ path }) => path.startsWith(prefix)).length,
      arrived: webhooks.filter((attempts) => attempts.some(({ accepted }) => accepted)).length,
      doubled: this.#doubled(webhooks),
      lost: this.missing.filter((key) => key.startsWith(prefix)),
      firedTwice: firedTwice(arrivals),
      unexpected: [...new Set(arrivals.map(keyOf).filter((key) => !this.#expected.has(key)))],
      bodiesThatDiffer: webhooks.flatMap((attempts) =>
        new Set(attempts.map(({ body }) => body)).size > 1 ? [attempts[0]?.id ?? ''] : [],
      ),
      early: webhooks.filter(([first]) => first && isTimed(first.path)).flatMap((attempts) => this.#early(attempts)),
    };
  }

  #doubled(webhooks: readonly (readonly Arrival[])[]): Account['doubled'] {
    const causes = webhooks.flatMap((attempts) => this.#causesOfRepeats(attempts));
    const count = (kind: string) => causes.filter((cause) => cause === kind).length;
    return {
      byKill: count('kill'),
      byStorage: count('storage'),
      unexplained: causes.filter((cause) => cause !== 'kill' && cause !== 'storage'),
    };
  }

  /** For each time that a webhook came again after it had been accepted: the outage that explains it, or the webhook. */
  #causesOfRepeats(attempts: readonly Arrival[]): string[] {
    return attempts.flatMap((again, index) => {
      const before = attempts.slice(0, index).findLast(({ accepted }) => accepted);
      if (!before) return [];
      const from = before.answeredAt ?? before.at;
      const cause = again.attempt === before.attempt ? this.#causeOf(from, again.at) : undefined;
      return [cause ?? `${again.path} ${again.id} attempt ${again.attempt}, ${again.at - from} ms after`];
    });
  }

  /** What kept the answer from being recorded: while the storage was away, any kill before the repeat may be to blame. */
  #causeOf(answeredAt: number, againAt: number): Outage['kind'] | undefined {
    const outages = this.outages.filter(({ from, to }) => from <= againAt && to + SETTLING_MS >= answeredAt);
    const atOnce = outages.filter(({ from }) => from <= answeredAt + RECORD_MS);
    const isAway = atOnce.some(({ kind }) => kind === 'storage');
    const [kill] = (isAway ? outages : atOnce).filter(({ kind }) => kind === 'kill');
    return kill?.kind ?? atOnce[0]?.kind;
  }

  /** Attempts that came before the wait of the schedule, or the one that was asked for, had passed since the answer before. */
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

function askedFor({ retryAfter }: Arrival, from: number): number {
  if (!retryAfter) return 0;
  return 'wait' in retryAfter ? from + retryAfter.wait : retryAfter.until;
}

function keyOf({ path, body }: Arrival): string {
  return `${path} ${occasionOf(JSON.parse(body))}`;
}

/** Two ids for one occasion at one subscriber, or two firings of one occasion at all. */
function firedTwice(arrivals: readonly Arrival[]): string[] {
  const byPlace = Map.groupBy(arrivals, keyOf);
  const twice = [...byPlace].filter(([, all]) => new Set(all.map(({ id }) => id)).size > 1).map(([key]) => key);
  const firings = Map.groupBy(arrivals, ({ body }) => occasionOf(JSON.parse(body)));
  const split = [...firings].filter(([, all]) => new Set(all.map(({ body }) => JSON.parse(body).firingId)).size > 1);
  return [...twice, ...split.map(([occasion]) => occasion)];
}
