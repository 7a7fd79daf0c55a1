import type { WebhookRequest } from '../../../shared/application/ports.ts';
import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import type { Process } from './scheduler.ts';

export interface Receiver {
  /** What it answers to the n-th POST (from 1) of one `webhook-id`, which is the n-th of all to it. */
  readonly answer: (attempt: number, ofAll: number) => SendResult;
  /** Milliseconds between its getting a request and our getting the answer. */
  readonly takes?: number;
}

/** A POST that a receiver got, or failed to get. */
export interface Arrival {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly at: number;
  /** The receiver took it: to it, this is the notification. */
  readonly isAccepted: boolean;
  /** What it answered; none when it broke off. */
  readonly status: number | undefined;
  readonly process: Process;
  /** It was late on the wire or its answer was lost, so that nobody can know that it came. */
  readonly isUnknown: boolean;
  /** How many changes the store had seen when the receiver accepted it before, from a process that got to know it and lives. */
  readonly knownAt: number | undefined;
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

/** Fails for so many POSTs, of whatever, then accepts all. */
export function down(posts: number, failure: SendResult): Receiver {
  return { answer: (_attempt, ofAll) => (ofAll <= posts ? failure : accepted) };
}

export function always(failure: SendResult): Receiver {
  return { answer: () => failure };
}

export const unavailable = answered(503);
/** It wants to be left alone for two hours. */
export const busy = answered(503, { retryAfter: String(2 * 60 * 60) });
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
    const ofAll = this.arrivals.filter((one) => one.url === url).length + 1;
    const result = (this.#byUrl[url] ?? accepting).answer(attempt, ofAll);
    const status = result.kind === 'answered' ? result.answer.status : undefined;
    const known = this.arrivals.findLast((one) => one.url === url && one.id === id && isKnown(one));
    const knownAt = isLost ? undefined : known?.logged;
    const isAccepted = status !== undefined && status < 300;
    this.arrivals.push({ url, id, body, at: now, isAccepted, status, process, isUnknown: isLost, knownAt, logged });
    return result;
  }
}

function isKnown({ isAccepted, isUnknown, process }: Arrival): boolean {
  return isAccepted && !isUnknown && process.alive;
}
