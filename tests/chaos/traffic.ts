import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { type Behavior, behaviors, type Plan } from '../support/faults/bad-receiver.ts';
import { send, subscribeAll } from '../support/faults/drive.ts';
import {
  expectedWebhooks,
  type RunEvent,
  type SampleEvent,
  type Subscriber,
} from '../support/faults/expected-webhooks.ts';
import type { Ledger } from '../support/faults/ledger.ts';
import { crossing, type Message, planStream, walk } from '../support/faults/stream.ts';
import type { LocalApp } from '../support/local-app.ts';
import type { SeededRandom } from '../support/seeded-random.ts';

const EVENTS_PER_ROUND = 200;
const PAUSE_MS = 60;
const SAWTOOTH_STEPS = 4;
/** A step of a sawtooth may have to wait for two sweeps. */
const STEP_PATIENCE_MS = 240_000;
const PENDING = 200;

/** Where the traffic goes. */
export interface Stage {
  readonly app: LocalApp;
  readonly ledger: Ledger;
  readonly baseUrl: string;
}

/** Sends events in rounds. Each round has its own environment, subscribers and stream; a third of the receivers misbehave. */
export class Traffic {
  events = 0;
  rounds = 0;
  #acceptsPending = false;
  readonly #stage: Stage;
  readonly #random: SeededRandom;
  readonly #bad = new Map<string, { readonly behavior: Behavior; readonly attempts: number }>();
  readonly #sawtooths: Promise<void>[] = [];

  constructor(stage: Omit<Stage, 'baseUrl'>, random: SeededRandom, baseUrl: () => string) {
    this.#stage = {
      ...stage,
      get baseUrl() {
        return baseUrl();
      },
    };
    this.#random = random;
  }

  /** How the receivers answer. */
  readonly plan: Plan = (path, attempt) => {
    if (path.startsWith('/pending/')) return this.#acceptsPending ? 'accept' : 'unavailable';
    const bad = this.#bad.get(path);
    return bad && attempt <= bad.attempts ? bad.behavior : 'accept';
  };

  /** Sends rounds until the end, in milliseconds since the Unix epoch. */
  async run(end: number): Promise<void> {
    while (Date.now() < end) await this.#round(end);
    await Promise.all(this.#sawtooths);
  }

  async #round(end: number): Promise<void> {
    const { app, ledger, baseUrl } = this.#stage;
    const environmentId = `round-${++this.rounds}`;
    const stream = planStream(this.#random, environmentId, EVENTS_PER_ROUND);
    const steps = this.#sawtoothSteps(environmentId);
    const subscriber: Subscriber = {
      environmentId,
      path: `/${environmentId}/sawtooth`,
      ...crossing('sawtooth', 1000),
    };
    for (const { path } of stream.subscribers) this.#maybeMisbehave(path);
    await subscribeAll(app, baseUrl, [...stream.subscribers, subscriber]);
    ledger.expect(stream.expected);
    const sawtooth = this.#sendSawtooth(subscriber, steps, end);
    // `run` rethrows its error later; until then an unhandled rejection must not end the process.
    sawtooth.catch(() => {});
    this.#sawtooths.push(sawtooth);
    for (const message of stream.messages) {
      await this.#send(message);
      await sleep(PAUSE_MS);
    }
  }

  #maybeMisbehave(path: string): void {
    if (this.#random.next() > 1 / 3) return;
    this.#bad.set(path, { behavior: this.#random.pick(behaviors), attempts: this.#random.between(1, 2) });
  }

  /** Walks of one segment. Each ends with a crossing, so that its end can be observed. */
  #sawtoothSteps(environmentId: string): SampleEvent[][] {
    return Array.from({ length: SAWTOOTH_STEPS }, (_, step) => {
      const samples = walk(this.#random, 'sawtooth', { environmentId, steps: 6, from: step * 6 });
      return samples.map((sample, index) =>
        index < 4 ? sample : { ...sample, value: index === 4 ? 10 : 2000 + step },
      );
    });
  }

  /** Sends each step out of order in one message, and then older samples, which must change nothing. */
  async #sendSawtooth(subscriber: Subscriber, steps: readonly SampleEvent[][], end: number): Promise<void> {
    const { ledger } = this.#stage;
    const done: SampleEvent[] = [];
    for (const step of steps) {
      if (Date.now() > end) return;
      done.push(...step);
      const expected = expectedWebhooks([subscriber], { runs: [], samples: done });
      ledger.expect(expected);
      const last = expected.at(-1);
      await this.#send({ queue: 'metric-change', events: step.toReversed() });
      await eventually('the last webhook of a step', () => last && ledger.hasArrived(last), STEP_PATIENCE_MS);
      await this.#send({ queue: 'metric-change', events: done.slice(0, 6) });
    }
  }

  async #send(message: Message): Promise<void> {
    await send(this.#stage.app, message);
    this.events += message.events.length;
  }

  /** Clears the delivery queue while two hundred deliveries wait for a retry, so that only the sweeper can find them. */
  async losePending(): Promise<void> {
    const { app, ledger, baseUrl } = this.#stage;
    const environmentId = 'pending';
    const subscribers = Array.from({ length: PENDING }, (_, index): Subscriber => {
      return {
        environmentId,
        path: `/${environmentId}/${index}`,
        triggerType: 'full-refresh-completed',
        parameters: {},
      };
    });
    const endedAt = '2026-11-20T02:14:09.000Z';
    const run: RunEvent = { eventId: 'e', environmentId, operation: 'all', status: 'failed', runId: 'job', endedAt };
    await subscribeAll(app, baseUrl, subscribers);
    ledger.expect(expectedWebhooks(subscribers, { runs: [run], samples: [] }));
    await this.#send({ queue: 'refresh-status', events: [run] });
    const waiting = async () => (await app.deliveryQueue.getProperties()).approximateMessagesCount ?? 0;
    await eventually('all pending retries', async () => (await waiting()) >= PENDING, 30_000);
    await app.deliveryQueue.clearMessages();
    this.#acceptsPending = true;
  }
}
