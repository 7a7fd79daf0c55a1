import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { WebhookSender } from '../../application/ports.ts';
import type { SendResult } from '../../domain/classify-answer.ts';
import { readAnswer } from './answer-body.ts';
import { type CallbackPolicy, faultOfUrl, hostOf, mayConnect, type Resolve } from './callback-policy.ts';
import { limitInterimAnswers } from './interim-answers.ts';
import { failureReason } from './network-failure.ts';
import { AddressRefused, pinnedLookup } from './pinned-lookup.ts';
import { watchReuse } from './stale-connection.ts';

/** A receiver may close a socket that was idle for longer. Reusing it would then cost a second connection. */
const IDLE_SOCKET_MS = 4_000;

/** The policy and the timeout of the sender. */
export interface SenderOptions {
  readonly policy: CallbackPolicy;
  readonly resolve: Resolve;
  /** Milliseconds for a whole attempt, from resolving the host to the end of the body. */
  readonly timeout: number;
  /** The one authority whose certificates are accepted; without it, those that Node trusts. */
  readonly certificateAuthority?: string;
}

/** Sends webhooks over HTTP/1.1, pinned to addresses that were checked. Never follows a redirect. */
export function createHttpWebhookSender(options: SenderOptions): WebhookSender {
  const agent = { keepAlive: true, timeout: IDLE_SOCKET_MS };
  const transports = {
    'http:': { agent: new HttpAgent(agent), request: httpRequest },
    'https:': { agent: new HttpsAgent(agent), request: httpsRequest },
  };
  return {
    async send(webhook) {
      const url = URL.parse(webhook.url);
      if (!url || isRefused(url, webhook.url, options)) return { kind: 'refused', reason: 'address-not-allowed' };
      const { agent, request } = url.protocol === 'http:' ? transports['http:'] : transports['https:'];
      const signal = AbortSignal.timeout(options.timeout);
      return sendOnce(webhook.body, (isNewConnection) =>
        request({
          // Without an agent the request gets a connection of its own.
          agent: isNewConnection ? false : agent,
          // Stated, since NODE_TLS_REJECT_UNAUTHORIZED changes the default.
          rejectUnauthorized: true,
          ca: options.certificateAuthority,
          method: 'POST',
          host: hostOf(url),
          port: url.port || undefined,
          path: requestTarget(webhook.url),
          headers: { ...webhook.headers, 'content-length': Buffer.byteLength(webhook.body) },
          lookup: pinnedLookup(url, options),
          signal,
        }),
      );
    },
  };
}

/** One attempt. When the receiver had given up a kept-alive connection, it goes on at once on a new one. */
async function sendOnce(body: string, open: (isNewConnection: boolean) => ClientRequest): Promise<SendResult> {
  const result = await exchange(body, () => open(false));
  return result === 'stale-connection' ? asResult(await exchange(body, () => open(true))) : result;
}

/** A new connection is never stale. */
function asResult(exchanged: Exchanged): SendResult {
  return exchanged === 'stale-connection' ? { kind: 'failed', reason: 'reset' } : exchanged;
}

/** A socket does not look up an IP literal, so literals are checked here. */
function isRefused(url: URL, text: string, { policy }: SenderOptions): boolean {
  const host = hostOf(url);
  return faultOfUrl(text, policy) !== undefined || (isIP(host) !== 0 && !mayConnect(url, [host], policy));
}

/** Path and query exactly as registered. The URL parser would rewrite some of them, and their signatures would break. */
function requestTarget(text: string): string {
  const target = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(text)?.[1] ?? '';
  return target.startsWith('/') ? target : `/${target}`;
}

type Exchanged = SendResult | 'stale-connection';

function exchange(body: string, open: () => ClientRequest): Promise<Exchanged> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve(resultOfError(error));
    try {
      const sent = open();
      const isStale = watchReuse(sent);
      limitInterimAnswers(sent);
      sent.on('error', (error) => (isStale(error) ? resolve('stale-connection') : fail(error)));
      sent.on('response', (response: IncomingMessage) => {
        readAnswer(response).then((answer) => resolve({ kind: 'answered', answer }), fail);
      });
      // A protocol switch that was not requested. No body follows.
      sent.on('upgrade', ({ statusCode: status = 101 }, socket) => {
        socket.destroy();
        resolve({ kind: 'answered', answer: { status } });
      });
      sent.end(body);
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function resultOfError(error: Error): SendResult {
  if (error instanceof AddressRefused) return { kind: 'refused', reason: 'address-not-allowed' };
  return { kind: 'failed', reason: failureReason(error) };
}
