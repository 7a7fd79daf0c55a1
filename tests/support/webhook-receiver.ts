import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  /** The request target, byte for byte. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Answers a request in any way, or not at all. The response is Node's own, so a test can reset its socket. */
export type Respond = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>;

type Condition = (received: readonly ReceivedRequest[]) => boolean;

/** A receiver of webhooks. */
export interface WebhookReceiver {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** All requests in the order of arrival. A request counts once its body is complete, before it is answered. */
  readonly received: readonly ReceivedRequest[];
  /** Waits for a number of requests or for a condition. @throws when the deadline passes. */
  waitFor(condition: number | Condition, deadlineMs: number): Promise<readonly ReceivedRequest[]>;
  /** Uses this function from the next request on. */
  respondWith(respond: Respond): void;
  /** Stops the server and ends every connection, including hanging ones. */
  close(): Promise<void>;
}

interface Waiter {
  readonly holds: Condition;
  readonly end: (error?: Error) => void;
}

/** Answers like Power Automate: 202 without a body. */
const accept: Respond = (_request, response) => void response.writeHead(202).end();

/** Starts an HTTP server on a free loopback port. */
export async function startReceiver(respond: Respond = accept): Promise<WebhookReceiver> {
  const received: ReceivedRequest[] = [];
  const waiters = new Set<Waiter>();
  let current = respond;

  const server = createServer(async (message, response) => {
    try {
      const request = await readRequest(message);
      received.push(request);
      for (const waiter of waiters) if (waiter.holds(received)) waiter.end();
      await current(request, response);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((listening) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, listening));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    waitFor(condition, deadlineMs) {
      const holds: Condition = typeof condition === 'number' ? ({ length }) => length >= condition : condition;
      if (holds(received)) return Promise.resolve(received);
      return new Promise((resolve, reject) => {
        const end = (error?: Error) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          if (error) reject(error);
          else resolve(received);
        };
        const waiter: Waiter = { holds, end };
        const late = () => end(new Error(`not within ${deadlineMs} ms; ${received.length} requests have arrived`));
        const timer = setTimeout(late, deadlineMs);
        waiters.add(waiter);
      });
    },
    respondWith(next) {
      current = next;
    },
    async close() {
      for (const { end } of waiters) end(new Error('the receiver was closed'));
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const { method = '', url = '', headers } = message;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8'), at: Date.now() };
}
