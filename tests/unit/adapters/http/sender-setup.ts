import { createServer, type Server, type Socket } from 'node:net';
import type { CallbackPolicy, Resolve } from '../../../../shared/adapters/http/callback-policy.ts';
import { createHttpWebhookSender, type SenderOptions } from '../../../../shared/adapters/http/webhook-sender.ts';
import type { WebhookRequest, WebhookSender } from '../../../../shared/application/ports.ts';

/** The policy for local use: http and loopback are allowed. */
export const localPolicy: CallbackPolicy = { allowedHosts: ['*'], allowInsecure: true, ownHosts: ['localhost:7071'] };

const toLoopback: Resolve = () => Promise.resolve(['127.0.0.1']);

/** A sender for tests that resolves every host name to loopback unless told otherwise. */
export function senderWith(options: Partial<SenderOptions> = {}): WebhookSender {
  return createHttpWebhookSender({ policy: localPolicy, resolve: toLoopback, timeout: 10_000, ...options });
}

/** A webhook request with an empty object as its body. */
export function webhookTo(url: string, rest: Partial<WebhookRequest> = {}): WebhookRequest {
  return { url, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{}', ...rest };
}

export interface RawServer {
  readonly url: string;
  readonly port: number;
  /** The number of connections so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** A TCP server for answers that an HTTP server cannot give. */
export async function startRaw(onConnection: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
