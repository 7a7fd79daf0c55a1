import type { WebhookRequest } from '../../shared/application/ports.ts';
import type { SendResult } from '../../shared/domain/classify-answer.ts';
import type { Process } from './scheduler.ts';

/** What a receiver answers to the n-th POST (from 1) of one `webhook-id`. */
export interface Receiver {
  readonly answer: (attempt: number) => SendResult;
  /** Milliseconds between its getting a request and our getting the answer. */
  readonly takes?: number;
  /** It never accepts: its deliveries end as dead letters. */
  readonly isHopeless?: boolean;
}

/** A POST that a receiver got, or failed to get. */
export interface Arrival {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly at: number;
  /** The receiver took it: to it, this is the notification. */
  readonly isAccepted: boolean;
  readonly process: Process;
  /** It was late on the wire or its answer was lost, so that nobody can know that it came. */
  readonly isUnknown: boolean;
  /** The receiver had accepted it before, from a process that got to know it and lives, as this one does. */
  readonly isNeedless: boolean;
  /** How many changes the store had seen. */
  readonly logged: number;
}

const answered = (status: number, more: object = {}): SendResult => ({ kind: 'answered', answer: { status, ...more } });
const accepted = answered(202);

export const unreachable: SendResult = { kind: 'failed', reason: 'timeout' };

export const accepting: Receiver = { answer: () => accepted };

export function slow(takes: number): Receiver {
  return { answer: () => accepted, takes };
}

/** Fails so many times, then accepts. */
export function failing(times: number, ...failures: readonly SendResult[]): Receiver {
  const failureOf = (attempt: number) => failures[(attempt - 1) % failures.length] ?? unreachable;
  return { answer: (attempt) => (attempt <= times ? failureOf(attempt) : accepted) };
}

export function always(failure: SendResult): Receiver {
  return { answer: () => failure, isHopeless: true };
}

export const unavailable = answered(503);
export const reset: SendResult = { kind: 'failed', reason: 'reset' };
export const gone = answered(410);
export const refused = answered(400);
export const unauthorized = answered(401);
export const dormant = answered(400, {
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: "Could not execute workflow 'w' trigger 'manual' with state 'Suspended': trigger is not enabled.",
});

interface Circumstances {
  readonly process: Process;
  readonly now: number;
  readonly isLost: boolean;
  readonly logged: number;
}

/** All receivers of a run, and what came to them in order. */
export class Receivers {
  readonly arrivals: Arrival[] = [];
  readonly #byUrl: Readonly<Record<string, Receiver>>;
  readonly #posts = new Map<string, number>();

  constructor(byUrl: Readonly<Record<string, Receiver>>) {
    this.#byUrl = byUrl;
  }

  delayOf(url: string): number {
    return this.#byUrl[url]?.takes ?? 0;
  }

  receive({ url, headers, body }: WebhookRequest, { process, now, isLost, logged }: Circumstances): SendResult {
    const id = headers['webhook-id'] ?? '';
    const attempt = (this.#posts.get(`${url} ${id}`) ?? 0) + 1;
    this.#posts.set(`${url} ${id}`, attempt);
    const result = (this.#byUrl[url] ?? accepting).answer(attempt);
    const isAccepted = result.kind === 'answered' && result.answer.status < 300;
    const isNeedless = !isLost && this.arrivals.some((one) => one.url === url && one.id === id && isKnown(one));
    this.arrivals.push({ url, id, body, at: now, isAccepted, process, isUnknown: isLost, isNeedless, logged });
    return result;
  }
}

function isKnown({ isAccepted, isUnknown, process }: Arrival): boolean {
  return isAccepted && !isUnknown && process.alive;
}
