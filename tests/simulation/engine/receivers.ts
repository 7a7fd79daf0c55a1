import type { WebhookRequest } from '../../../shared/application/ports.ts';
import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import type { Process } from './step.ts';

/** How a receiver behaves. */
export interface Receiver {
  /** The answer to the given attempt of one `webhook-id`; `ofAll` counts all POSTs to this receiver. Both start at 1. */
  readonly answer: (attempt: number, ofAll: number) => SendResult;
  /** Milliseconds between the request and its response. */
  readonly takes?: number;
}

/** A POST to a receiver. */
export interface Arrival {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly at: number;
  readonly isAccepted: boolean;
  /** The status of the answer; undefined when the connection failed. */
  readonly status: number | undefined;
  readonly process: Process;
  /** The sender never got the response, so it cannot know about this POST. */
  readonly isResponseLost: boolean;
  /** `atCommit` of an earlier accepted POST of this notification whose sender got the response and is still alive. */
  readonly knownAcceptedAt: number | undefined;
  /** The number of transactions that the store had committed. */
  readonly atCommit: number;
}

/** An answer with this status. */
export function answered(status: number, more: object = {}): SendResult {
  return { kind: 'answered', answer: { status, ...more } };
}

/** The answer of a receiver that accepts a notification. */
export const accepted = answered(202);

/** What a sender sees when a request or its response is lost. */
export const unreachable: SendResult = { kind: 'failed', reason: 'timeout' };

const accepting: Receiver = { answer: () => accepted };

interface Circumstances {
  readonly process: Process;
  readonly now: number;
  readonly isLost: boolean;
  readonly atCommit: number;
}

/** All receivers of a run, and the POSTs they received, in order. */
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

  receive({ url, headers, body }: WebhookRequest, { process, now, isLost, atCommit }: Circumstances): SendResult {
    const id = headers['webhook-id'] ?? '';
    const attempt = (this.#posts.get(`${url} ${id}`) ?? 0) + 1;
    this.#posts.set(`${url} ${id}`, attempt);
    const ofAll = this.arrivals.filter((one) => one.url === url).length + 1;
    const result = (this.#byUrl[url] ?? accepting).answer(attempt, ofAll);
    const status = result.kind === 'answered' ? result.answer.status : undefined;
    const known = this.arrivals.findLast((one) => one.url === url && one.id === id && isKnown(one));
    const knownAcceptedAt = isLost ? undefined : known?.atCommit;
    const isAccepted = status !== undefined && status < 300;
    const seen = { isAccepted, status, process, isResponseLost: isLost, knownAcceptedAt, atCommit };
    this.arrivals.push({ url, id, body, at: now, ...seen });
    return result;
  }
}

function isKnown({ isAccepted, isResponseLost, process }: Arrival): boolean {
  return isAccepted && !isResponseLost && process.alive;
}
