import type { ServerResponse } from 'node:http';
import { type ReceivedRequest, startReceiver, type WebhookReceiver } from '../webhook-receiver.ts';
import type { Arrival, Ledger } from './ledger.ts';

/** The ways in which a receiver can answer an attempt. */
export const behaviors = [
  'accept',
  'unavailable',
  'retry-after-seconds',
  'retry-after-date',
  'reset',
  'hang',
  'endless',
  'redirect',
] as const;
/** One of the ways to answer. */
export type Behavior = (typeof behaviors)[number];

/** Chooses how an attempt at a path is answered. */
export type Plan = (path: string, attempt: number) => Behavior;

interface Exchange {
  readonly ledger: Ledger;
  readonly arrival: Arrival;
  readonly response: ServerResponse;
}

/** The wait that a rate-limiting receiver asks for. */
export const RETRY_AFTER_SECONDS = 5;
const METADATA_SERVICE = 'http://169.254.169.254/metadata/identity';
const CHUNK = Buffer.alloc(64 * 1024, 'x');
const ENDLESS_BYTES = 1024 ** 3;

/** Counts the bytes sent in endless bodies. */
export const flood = { bytes: 0 };

/** Starts a receiver that answers by plan and records every request and answer in the ledger. */
export async function startBadReceiver(ledger: Ledger, plan: Plan): Promise<WebhookReceiver> {
  return startReceiver((request, response) => {
    const arrival = arrivalOf(request);
    ledger.note(arrival);
    ANSWERS[plan(arrival.path, arrival.attempt)]({ ledger, arrival, response });
  });
}

function arrivalOf({ path, headers, body, at }: ReceivedRequest): Arrival {
  return { path, id: String(headers['webhook-id']), attempt: Number(headers['webhook-attempt']), body, at };
}

const ANSWERS: Readonly<Record<Behavior, (exchange: Exchange) => void>> = {
  accept: (exchange) => void answer(exchange, 202).end(),
  unavailable: (exchange) => void answer(exchange, 503).end(),
  'retry-after-seconds'(exchange) {
    exchange.arrival.retryAfter = { wait: RETRY_AFTER_SECONDS * 1000 };
    answer(exchange, 429, { 'retry-after': String(RETRY_AFTER_SECONDS) }).end();
  },
  'retry-after-date'(exchange) {
    const until = Math.ceil(Date.now() / 1000 + RETRY_AFTER_SECONDS) * 1000;
    exchange.arrival.retryAfter = { until };
    answer(exchange, 429, { 'retry-after': new Date(until).toUTCString() }).end();
  },
  reset({ ledger, arrival, response }) {
    ledger.answered(arrival, false);
    response.socket?.resetAndDestroy();
  },
  hang() {},
  endless(exchange) {
    pour(answer(exchange, 200));
  },
  redirect: (exchange) => void answer(exchange, 307, { location: METADATA_SERVICE }).end(),
};

function answer({ ledger, arrival, response }: Exchange, status: number, headers = {}): ServerResponse {
  ledger.answered(arrival, status < 300);
  return response.writeHead(status, headers);
}

/** Sends as fast as the client reads, up to a gigabyte. */
function pour(response: ServerResponse): void {
  let left = ENDLESS_BYTES;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length;
      flood.bytes += CHUNK.length;
      if (!response.write(CHUNK)) return;
    }
    response.end();
  };
  response.on('drain', more).on('error', () => {});
  more();
}
