import type { AppLineOf } from './log-record.ts';
import { clockTime, type printParts, styled } from './terminal.ts';

/** How long a firing waits for its first attempts, so that both are one line, in milliseconds. */
const PATIENCE_MS = 2_000;
/** More subscribers are counted, not named. */
const MOST_NAMED = 3;

/** The names behind the ids of the log lines. */
export interface Names {
  /** What a firing tells; `undefined` when that is not known. */
  firing(id: string): Promise<string | undefined>;
  /** Whom a subscription is for. */
  subscription(id: string): Promise<string>;
}

type Firing = AppLineOf<'Firing'>;
type Attempt = AppLineOf<'Attempt'>;

interface Entry {
  readonly time: string;
  readonly attempts: Attempt[];
  readonly timer: NodeJS.Timeout;
  firing?: Firing;
}

/** Turns the log lines of the app into one line for each event: when, what fired, for whom, delivered or not. */
export class EventLines {
  readonly #names: Names;
  readonly #print: typeof printParts;
  readonly #entries = new Map<string, Entry>();
  #printed: Promise<void> = Promise.resolve();

  constructor(names: Names, print: typeof printParts) {
    this.#names = names;
    this.#print = print;
  }

  /** A trigger type fired. */
  firing(time: string, line: Firing): void {
    this.#entry(time, line.firingId).firing = line;
    this.#flushIfComplete(line.firingId);
  }

  /** A webhook was sent. A first attempt belongs to the line of its firing; any other one has a line of its own. */
  attempt(time: string, line: Attempt): void {
    if (line.isTest || line.attempt > 1) {
      this.#later(() => this.#printAttempt(time, line));
    } else {
      this.#entry(time, line.firingId).attempts.push(line);
      this.#flushIfComplete(line.firingId);
    }
  }

  /** The readable events of a message that fired nothing. */
  handled(time: string, line: AppLineOf<'EventsHandled'>): void {
    const quiet = [
      [line.applied, 'recorded, nothing to fire'],
      [line.duplicate, 'duplicate'],
      [line.late, 'late'],
      ...Object.entries(line.ignored).map(([reason, events]) => [events, `ignored (${reason})`] as const),
    ] as const;
    const outcomes = quiet.filter(([events]) => events > 0);
    if (outcomes.length === 0) return;
    const text = outcomes.map(([events, outcome]) => (events === 1 ? outcome : `${events} ${outcome}`)).join('; ');
    this.#later(async () => this.#print(clockTime(time), styled('dim', `event on ${line.queue}: ${text}`)));
  }

  /** An event was given up, or a delivery that was never attempted: the line of an attempt tells the end of any other. */
  deadLetter(time: string, line: AppLineOf<'DeadLetter'>): void {
    const { source, code, queue, path, items, triggerType, subscriptionId, attempts } = line;
    if (source === 'delivery' && attempts > 0) return;
    this.#later(async () => {
      if (source === 'delivery') {
        const whom = await this.#names.subscription(subscriptionId);
        this.#print(clockTime(time), triggerType, `→ ${whom}: ${styled('red', `given up (${code})`)}`);
      } else {
        const what = `${items === 1 ? 'event' : `${items} events`} on ${queue}`;
        const why = path ? `${code}, ${path}` : code;
        this.#print(clockTime(time), styled('red', `${what}: given up (${why}): see the dead letters`));
      }
    });
  }

  /** A message met a transient fault. Without a delay, the sweeper takes up what it was about. */
  postponed(time: string, { queue, delayMilliseconds: delay, reason }: AppLineOf<'MessagePostponed'>): void {
    const when = delay === undefined ? 'within two minutes' : `in ${Math.round(delay / 1000)} s`;
    const text = `message on ${queue}: tried again ${when} (${reason})`;
    this.#later(async () => this.#print(clockTime(time), styled('yellow', text)));
  }

  /** A subscription was created, has ended, or has another status. Its name is asked for while it exists. */
  subscription(time: string, line: AppLineOf<'SubscriptionChange'>): void {
    const { change, triggerType, environmentId, reason } = line;
    const name = this.#names.subscription(line.subscriptionId);
    const what = `subscription ${change}${reason ? ` (${reason})` : ''}`;
    this.#later(async () => this.#print(clockTime(time), what, `${triggerType} in ${environmentId}`, await name));
  }

  #entry(time: string, firingId: string): Entry {
    const known = this.#entries.get(firingId);
    if (known) return known;
    const timer = setTimeout(() => this.#flush(firingId), PATIENCE_MS);
    timer.unref();
    const entry = { time, attempts: [], timer };
    this.#entries.set(firingId, entry);
    return entry;
  }

  #flushIfComplete(firingId: string): void {
    const entry = this.#entries.get(firingId);
    if (entry?.firing && entry.attempts.length >= entry.firing.subscribers) this.#flush(firingId);
  }

  #flush(firingId: string): void {
    const entry = this.#entries.get(firingId);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.#entries.delete(firingId);
    this.#later(() => this.#printFiring(firingId, entry));
  }

  async #printFiring(firingId: string, { time, firing, attempts }: Entry): Promise<void> {
    const type = firing?.triggerType ?? attempts[0]?.triggerType ?? '';
    const what = (await this.#names.firing(firingId)) ?? firing?.environmentId ?? '';
    const subscribers = firing?.subscribers ?? attempts.length;
    this.#print(clockTime(time), styled('bold', what), type, ...(await this.#forWhom(subscribers, attempts)));
  }

  async #forWhom(subscribers: number, attempts: readonly Attempt[]): Promise<string[]> {
    if (subscribers === 0) return [styled('dim', 'nobody has subscribed to it')];
    if (subscribers > MOST_NAMED) return [`for ${subscribers} subscribers: ${tally(attempts)}`];
    if (attempts.length === 0) return [styled('yellow', `for ${subscribers}: waits to be sent`)];
    const named = attempts.map(
      async (line) => `→ ${await this.#names.subscription(line.subscriptionId)}: ${result(line)}`,
    );
    return Promise.all(named);
  }

  async #printAttempt(time: string, line: Attempt): Promise<void> {
    const which = line.isTest ? 'test' : `attempt ${line.attempt}`;
    const whom = await this.#names.subscription(line.subscriptionId);
    this.#print(clockTime(time), `${which} of ${line.triggerType}`, `→ ${whom}: ${result(line)}`);
  }

  /** Lines come out in the order in which they came in, whatever their look-ups take. */
  #later(print: () => Promise<void>): void {
    this.#printed = this.#printed.then(print).catch(() => {});
  }
}

function result({ outcome, status, reason, milliseconds }: Attempt): string {
  const why = status ?? reason ?? 'no answer';
  if (outcome === 'delivered') return styled('green', `delivered in ${milliseconds} ms`);
  if (outcome === 'retrying') return styled('yellow', `not delivered (${why}), tried again later`);
  return styled('red', `given up (${reason ?? why})`);
}

function tally(attempts: readonly Attempt[]): string {
  const counts = Map.groupBy(attempts, ({ outcome }) => outcome);
  return [...counts].map(([outcome, lines]) => `${lines.length} ${outcome}`).join(', ') || 'waiting to be sent';
}
