import { setTimeout as sleep } from 'node:timers/promises';
import { type Manner, manners, type Plan } from '../support/faults/bad-receiver.ts';
import type { Chance } from '../support/faults/chance.ts';
import { send, subscribeAll } from '../support/faults/drive.ts';
import type { Ledger } from '../support/faults/ledger.ts';
import { expectedOf, type RunEvent, type SampleEvent, type Subscriber } from '../support/faults/model.ts';
import { crossing, type Message, planStream, walk } from '../support/faults/stream.ts';
import { type LocalApp, until } from '../support/local-app.ts';

const EVENTS_PER_ROUND = 200;
const PAUSE_MS = 60;
const SAW_STEPS = 4;
/** A step of a saw may have to wait for two sweeps. */
const STEP_PATIENCE_MS = 240_000;
const PENDING = 200;

export interface Stage {
  readonly app: LocalApp;
  readonly ledger: Ledger;
  readonly baseUrl: string;
}

/** Environments one after another, each with its subscribers, its stream and receivers of which a third misbehave. */
export class Traffic {
  events = 0;
  rounds = 0;
  #pendingAccepted = false;
  readonly #stage: Stage;
  readonly #chance: Chance;
  readonly #bad = new Map<string, { readonly manner: Manner; readonly attempts: number }>();
  readonly #saws: Promise<void>[] = [];

  constructor(stage: Omit<Stage, 'baseUrl'>, chance: Chance, baseUrl: () => string) {
    this.#stage = {
      ...stage,
      get baseUrl() {
        return baseUrl();
      },
    };
    this.#chance = chance;
  }

  readonly plan: Plan = (path, attempt) => {
    if (path.startsWith('/pending/')) return this.#pendingAccepted ? 'accept' : 'unavailable';
    const bad = this.#bad.get(path);
    return bad && attempt <= bad.attempts ? bad.manner : 'accept';
  };

  /** Rounds until the time is up. */
  async run(end: number): Promise<void> {
    while (Date.now() < end) await this.#round(end);
    await Promise.all(this.#saws);
  }

  async #round(end: number): Promise<void> {
    const { app, ledger, baseUrl } = this.#stage;
    const environmentId = `round-${++this.rounds}`;
    const stream = planStream(this.#chance, environmentId, EVENTS_PER_ROUND);
    const steps = this.#sawSteps(environmentId);
    const saw: Subscriber = { environmentId, path: `/${environmentId}/saw`, ...crossing('saw', 1000) };
    for (const { path } of stream.subscribers) this.#spoil(path);
    await subscribeAll(app, baseUrl, [...stream.subscribers, saw]);
    ledger.expect(stream.expected);
    const sawing = this.#saw(saw, steps, end);
    // Whoever waits for it meets its error; until then it must not end the process.
    sawing.catch(() => {});
    this.#saws.push(sawing);
    for (const message of stream.messages) {
      await this.#send(message);
      await sleep(PAUSE_MS);
    }
  }

  #spoil(path: string): void {
    if (this.#chance.next() > 1 / 3) return;
    this.#bad.set(path, { manner: this.#chance.pick(manners), attempts: this.#chance.between(1, 2) });
  }

  /** Walks of one segment, each of which ends with a crossing, so that its end can be seen. */
  #sawSteps(environmentId: string): SampleEvent[][] {
    return Array.from({ length: SAW_STEPS }, (_, step) => {
      const samples = walk(this.#chance, 'saw', { environmentId, steps: 6, from: step * 6 });
      return samples.map((sample, index) =>
        index < 4 ? sample : { ...sample, value: index === 4 ? 10 : 2000 + step },
      );
    });
  }

  /** Each step out of order in one message, and an older one behind it, which must change nothing. */
  async #saw(subscriber: Subscriber, steps: readonly SampleEvent[][], end: number): Promise<void> {
    const { ledger } = this.#stage;
    const done: SampleEvent[] = [];
    for (const step of steps) {
      if (Date.now() > end) return;
      done.push(...step);
      ledger.expect(expectedOf([subscriber], { runs: [], samples: done }));
      const [last] = expectedOf([subscriber], { runs: [], samples: done }).slice(-1);
      await this.#send({ queue: 'metric-change', events: step.toReversed() });
      await until(() => last !== undefined && ledger.has(last), STEP_PATIENCE_MS);
      await this.#send({ queue: 'metric-change', events: done.slice(0, 6) });
    }
  }

  async #send(message: Message): Promise<void> {
    await send(this.#stage.app, message);
    this.events += message.events.length;
  }

  /** Two hundred deliveries wait for their retry when their queue is emptied: only the sweeper knows of them. */
  async losePending(): Promise<void> {
    const { app, ledger, baseUrl } = this.#stage;
    const environmentId = 'pending';
    const subscribers = Array.from({ length: PENDING }, (_, index): Subscriber => {
      return { environmentId, path: `/${environmentId}/${index}`, type: 'full-refresh-completed', parameters: {} };
    });
    const endedAt = '2026-11-20T02:14:09.000Z';
    const run: RunEvent = { eventId: 'e', environmentId, operation: 'all', status: 'failed', runId: 'job', endedAt };
    await subscribeAll(app, baseUrl, subscribers);
    ledger.expect(expectedOf(subscribers, { runs: [run], samples: [] }));
    await this.#send({ queue: 'refresh-status', events: [run] });
    const waiting = async () => (await app.deliveryQueue.getProperties()).approximateMessagesCount ?? 0;
    await until(async () => (await waiting()) >= PENDING, 30_000);
    await app.deliveryQueue.clearMessages();
    this.#pendingAccepted = true;
  }
}
