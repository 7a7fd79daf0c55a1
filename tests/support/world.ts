import { handleDeliveryMessage } from '../../shared/application/attempt/deliver-batch.ts';
import { receiveMessage } from '../../shared/application/events/receive-message.ts';
import type { Tally } from '../../shared/application/events/tally.ts';
import { sweep } from '../../shared/application/maintenance/sweep.ts';
import type {
  DeliveryMessage,
  Deps,
  PoisonMessage,
  PoisonQueue,
  WebhookRequest,
} from '../../shared/application/ports.ts';
import { createAttemptLimiter, createKeyedMutex } from '../../shared/application/process-limits.ts';
import { type Subscribed, subscribe } from '../../shared/application/subscriptions/subscribe.ts';
import { phrase } from '../../shared/contract/phrase.ts';
import { type LogLine, logLines } from '../../shared/contract/telemetry.ts';
import type { TriggerType } from '../../shared/contract/trigger-types.ts';
import type { SendResult } from '../../shared/domain/classify-answer.ts';
import type { EventQueue } from '../../shared/domain/read-message.ts';
import { MemoryStore } from './memory-store.ts';

export type Payload = Readonly<Record<string, unknown>>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A webhook that arrived at a receiver. */
export interface Arrived {
  readonly url: string;
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly payload: Payload;
}

interface Queued {
  readonly batch: DeliveryMessage;
  readonly visibleAt: number;
}

/** The time at which every world starts. */
export const START = Date.parse('2026-11-20T06:00:00Z');
const ok: SendResult = { kind: 'answered', answer: { status: 202 } };

/** The result of an attempt that the receiver answered with this status. */
export function answered(status: number, more: object = {}): SendResult {
  return { kind: 'answered', answer: { status, ...more } };
}

/** A line with a field that the contract does not know is refused. A schema is compiled once, since that takes long. */
const strictLines = new Map(Object.entries(logLines).map(([name, fields]) => [name, fields.strict()]));

/** The whole application on in-memory twins of its ports. Time moves only when a test moves it. */
export class World {
  now = START;
  readonly store = new MemoryStore();
  readonly arrived: Arrived[] = [];
  readonly published: { queue: EventQueue; text: string }[] = [];
  /** The messages in the poison queues. */
  poisoned: { queue: PoisonQueue; id: string; raw: string }[] = [];
  /** The messages in the delivery queue. */
  queue: Queued[] = [];
  queueRequests = 0;
  /** The log lines, each of which matches the contract. */
  readonly reported: LogLine[] = [];
  /** The answer of each receiver by callback URL. All other receivers accept with 202. */
  readonly answers = new Map<string, (request: WebhookRequest) => SendResult>();
  #secrets = 0;

  readonly deps: Mutable<Deps> = {
    store: this.store,
    deliveries: { enqueue: async (batch, delay) => this.#enqueue(batch, delay) },
    events: { publish: async (queue, text) => void this.published.push({ queue, text }) },
    poison: { take: async (queue) => this.#takePoison(queue) },
    depths: { read: async () => ({ messages: this.queue.length, poisonMessages: this.poisoned.length }) },
    sender: { send: async (request) => this.#send(request) },
    cipher: {
      seal: (plain, context) => Buffer.from(`${context}\n${plain}`).toString('base64url'),
      open: (sealed) => Buffer.from(sealed, 'base64url').toString().split('\n').slice(1).join('\n'),
      isSealedWithFirstKey: () => true,
    },
    signer: { sign: (_secret, { id }) => `v1,${id}` },
    guard: { check: async (url) => (url.startsWith('https://') ? undefined : phrase('callback.no-url')) },
    clock: {
      now: () => this.now,
      // Time moves only when a test moves it, so a worker never lets go of an attempt by itself.
      sleep: async (milliseconds, signal) => {
        if (signal) await new Promise((resolve) => signal.addEventListener('abort', resolve));
        else this.now += milliseconds;
      },
    },
    chance: {
      random: () => 0.5,
      secret: () => Buffer.from(`secret-${++this.#secrets}`.padEnd(32, '.')).toString('base64url'),
    },
    probes: [],
    attemptLimiter: createAttemptLimiter(),
    topicMutex: createKeyedMutex(),
    report: (line) => this.#report(line),
    settings: {
      publicBaseUrl: 'https://triggers.example',
      version: '1.2.3',
      attemptTimeout: 30_000,
      retrySchedule: [5_000, 60_000],
      disableAfter: 5 * 24 * 60 * 60_000,
      retention: 30 * 24 * 60 * 60_000,
    },
  };

  subscribe(triggerType: TriggerType, parameters: Payload, flow?: string[]): Promise<Subscribed> {
    const body = { environmentId: 'contoso', callbackUrl: 'https://flow.example/run?sig=hush', ...parameters };
    return subscribe(this.deps, { triggerType, body, flow });
  }

  receive(queue: EventQueue, message: unknown): Promise<Tally> {
    return receiveMessage(this.deps, { queue, message, insertedAt: this.now });
  }

  /** Handles the messages of the delivery queue until none is left. Time moves on to the next visible message. */
  async drainQueue(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (;;) {
      const next = this.queue.toSorted((a, b) => a.visibleAt - b.visibleAt)[0];
      if (!next || next.visibleAt > until) return;
      this.queue.splice(this.queue.indexOf(next), 1);
      this.now = Math.max(this.now, next.visibleAt);
      await handleDeliveryMessage(this.deps, next.batch);
    }
  }

  /** The log lines of one name. */
  lines<N extends LogLine['name']>(name: N): Extract<LogLine, { name: N }>[] {
    return this.reported.filter((line): line is Extract<LogLine, { name: N }> => line.name === name);
  }

  sweep() {
    return sweep(this.deps);
  }

  /** The payloads that arrived, at one callback URL or at all of them. */
  payloads(url?: string): Payload[] {
    return this.arrived.filter((one) => !url || one.url === url).map(({ payload }) => payload);
  }

  #report({ name, ...fields }: LogLine): void {
    strictLines.get(name)?.parse(fields);
    this.reported.push({ name, ...fields } as LogLine);
  }

  #takePoison(queue: PoisonQueue): PoisonMessage[] {
    return this.poisoned
      .filter((message) => message.queue === queue)
      .map((message) => ({
        ...message,
        insertedAt: START,
        remove: async () => void this.poisoned.splice(this.poisoned.indexOf(message), 1),
      }));
  }

  #enqueue(batch: DeliveryMessage, delay: number): void {
    this.queueRequests++;
    this.queue.push({ batch, visibleAt: this.now + Math.ceil(delay / 1000) * 1000 });
  }

  #send(request: WebhookRequest): SendResult {
    const { url, headers, body } = request;
    this.arrived.push({ url, headers, body, at: this.now, payload: JSON.parse(body) });
    return this.answers.get(url)?.(request) ?? ok;
  }
}
