import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { resolveHost, resolveLocally } from '../../../../shared/adapters/http/resolver.ts';
import { selfSigned } from '../../../support/self-signed.ts';
import { startReceiver } from '../../../support/webhook-receiver.ts';
import { type RawServer, senderWith, startRaw, webhookTo } from './sender-setup.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
const reset = { kind: 'failed', reason: 'reset' };
const delivered = { kind: 'answered', answer: { status: 200 } };

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

/** A receiver that answers the first request of each connection, and later ones as told. */
async function receiverThat(onLaterRequest: (socket: Socket) => void): Promise<RawServer & { requests: () => number }> {
  let requests = 0;
  const server = await startRaw((socket) => {
    let seen = 0;
    socket.on('data', () => {
      requests += 1;
      seen += 1;
      if (seen === 1) socket.write(OK);
      else onLaterRequest(socket);
    });
  });
  opened.push(server);
  return { ...server, requests: () => requests };
}

describe('a kept-alive connection that the receiver gives up', () => {
  test.each<[rule: string, onLaterRequest: (socket: Socket) => void]>([
    ['is reset', (socket) => socket.resetAndDestroy()],
    ['is closed', (socket) => void socket.destroy()],
    ['is half-closed', (socket) => void socket.end()],
  ])('before any byte of an answer is replaced at once within the same attempt: it %s', async (_rule, onLater) => {
    const receiver = await receiverThat(onLater);
    const sender = senderWith();
    for (let sent = 0; sent < 3; sent++) expect(await sender.send(webhookTo(receiver.url))).toMatchObject(delivered);
    expect(receiver.requests()).toBeGreaterThan(3);
  });

  test('before any byte of an answer is replaced over TLS too', async () => {
    const seen = new WeakSet<object>();
    const server = createSecureServer(selfSigned, ({ socket }, response) => {
      if (seen.has(socket)) socket.destroy();
      else response.end();
      seen.add(socket);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    opened.push({
      close: () =>
        new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        }),
    });
    const { port } = server.address() as AddressInfo;
    const sender = senderWith({ certificateAuthority: selfSigned.cert });
    const results = [];
    for (let sent = 0; sent < 3; sent++) results.push(await sender.send(webhookTo(`https://receiver.test:${port}/`)));
    expect(results).toMatchObject([delivered, delivered, delivered]);
  });

  test('is no reason to send twice once a byte of an answer has arrived', async () => {
    const receiver = await receiverThat((socket) => void socket.end('H'));
    const sender = senderWith();
    expect(await sender.send(webhookTo(receiver.url))).toMatchObject(delivered);
    expect(await sender.send(webhookTo(receiver.url))).toEqual(reset);
    expect(receiver.requests()).toBe(2);
  });

  test('is a reset when the new connection is reset too', async () => {
    let isBroken = false;
    const server = await startRaw((socket) =>
      socket.on('data', () => {
        if (isBroken) socket.resetAndDestroy();
        else socket.write(OK);
      }),
    );
    opened.push(server);
    const sender = senderWith();
    expect(await sender.send(webhookTo(server.url))).toMatchObject(delivered);
    isBroken = true;
    expect(await sender.send(webhookTo(server.url))).toEqual(reset);
    expect(server.connections()).toBe(2);
  });

  test('does not extend the timeout of the attempt', async () => {
    let isBroken = false;
    const server = await startRaw((socket) => {
      let seen = 0;
      socket.on('data', () => {
        seen += 1;
        if (!isBroken) socket.write(OK);
        else if (seen > 1) socket.resetAndDestroy();
      });
    });
    opened.push(server);
    const sender = senderWith({ timeout: 500 });
    expect(await sender.send(webhookTo(server.url))).toMatchObject(delivered);
    isBroken = true;
    expect(await sender.send(webhookTo(server.url))).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  test('makes a reset on a new connection no less a failure', async () => {
    const server = await startRaw((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    opened.push(server);
    expect(await senderWith().send(webhookTo(server.url))).toEqual(reset);
    expect(server.connections()).toBe(1);
  });
});

describe('a flood of interim answers', () => {
  test('is cut off long before the timeout of the attempt', async () => {
    const flood = Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(500));
    const server = await startRaw((socket) =>
      socket.once('data', () => {
        const push = () => {
          while (!socket.destroyed && socket.write(flood));
        };
        socket.on('drain', push);
        push();
      }),
    );
    opened.push(server);
    expect(await senderWith({ timeout: 600_000 }).send(webhookTo(server.url))).toEqual(reset);
  });

  test('is not what a receiver sends that reports its progress a few times', async () => {
    const progress = 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(30);
    const server = await startRaw((socket) => void socket.once('data', () => socket.write(progress + OK)));
    opened.push(server);
    expect(await senderWith().send(webhookTo(server.url))).toMatchObject(delivered);
  });
});

test('a 2xx whose body stalls is delivered as soon as its status line has arrived', async () => {
  const receiver = await startReceiver((_request, response) => void response.writeHead(200).write('{'));
  opened.push(receiver);
  expect(await senderWith({ timeout: 600_000 }).send(webhookTo(receiver.url))).toMatchObject(delivered);
});

test('a 2xx whose body stalls is cut off when the timeout of the attempt ends', async () => {
  const closed = Promise.withResolvers<void>();
  const receiver = await startReceiver((_request, response) => {
    response.on('close', () => closed.resolve());
    response.writeHead(200).write('{');
  });
  opened.push(receiver);
  expect(await senderWith({ timeout: 1_000 }).send(webhookTo(receiver.url))).toMatchObject(delivered);
  await closed.promise;
});

describe('the certificate of a receiver', () => {
  afterEach(() => {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  });

  test.each([undefined, '0', '1'])('is checked whatever NODE_TLS_REJECT_UNAUTHORIZED says: %s', async (setting) => {
    const server = createSecureServer(selfSigned, (_request, response) => void response.end());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    opened.push({ close: () => new Promise((closed) => server.close(() => closed())) });
    if (setting !== undefined) process.env.NODE_TLS_REJECT_UNAUTHORIZED = setting;
    const { port } = server.address() as AddressInfo;
    const result = await senderWith().send(webhookTo(`https://receiver.test:${port}/`));
    expect(result).toEqual({ kind: 'failed', reason: 'tls' });
  });
});

test.each([['localhost'], ['app.localhost'], ['APP.LOCALHOST']])(
  'a name under localhost is loopback, whatever a resolver says: %s',
  async (name) => {
    for (const resolve of [resolveHost, resolveLocally]) expect(await resolve(name)).toEqual(['127.0.0.1', '::1']);
  },
);
