import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../../../local/azurite.ts';
import type { SendResult } from '../../../../shared/domain/classify-answer.ts';
import { startReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { type RawServer, senderWith, startRaw, webhookTo } from './sender-setup.ts';

const TIMEOUT = 250;
/** The extra time that a busy machine may take to end an attempt after its timeout. */
const SLACK = 3_000;

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function receiver(...args: Parameters<typeof startReceiver>): Promise<WebhookReceiver> {
  const started = await startReceiver(...args);
  opened.push(started);
  return started;
}

async function raw(onConnection: (socket: Socket) => void): Promise<RawServer> {
  const started = await startRaw(onConnection);
  opened.push(started);
  return started;
}

/** The result of an attempt, or `never` when it does not end soon after its timeout. */
async function attemptTo(url: string, options: Parameters<typeof senderWith>[0] = {}): Promise<SendResult | 'never'> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<'never'>((resolve) => {
    timer = setTimeout(() => resolve('never'), (options.timeout ?? TIMEOUT) + SLACK);
  });
  const result = await Promise.race([senderWith({ timeout: TIMEOUT, ...options }).send(webhookTo(url)), never]);
  clearTimeout(timer);
  return result;
}

const failed = (reason: string) => ({ kind: 'failed', reason });

/** Writes `start` once and then `rest` every 20 ms. */
const drip = (start: string, rest: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write(rest), 20);
  socket.on('close', () => clearInterval(timer));
};

describe('the timeout of an attempt', () => {
  test.each<[rule: string, onRequest: (socket: Socket) => void]>([
    ['the receiver sends nothing', () => {}],
    ['the status line arrives byte by byte', drip('HTTP/1.1 200 ', 'O')],
    ['the headers never end', drip('HTTP/1.1 200 OK\r\n', 'a: b\r\n')],
    ['only informational answers arrive', drip('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early\r\n\r\n')],
    ['the body of a 400 arrives byte by byte', drip('HTTP/1.1 400 Bad\r\ncontent-length: 5000\r\n\r\n', 'x')],
    ['the body of a 404 never arrives', (socket) => void socket.write('HTTP/1.1 404 No\r\ncontent-length: 5\r\n\r\n')],
  ])('ends the attempt when %s', async (_rule, onRequest) => {
    const { url } = await raw((socket) => void socket.once('data', () => onRequest(socket)));
    expect(await attemptTo(url)).toEqual(failed('timeout'));
  });

  test('ends the attempt when the name lookup never finishes', async () => {
    const resolve = () => new Promise<string[]>(() => {});
    expect(await attemptTo('http://slow.test/', { resolve })).toEqual(failed('timeout'));
  });

  test('closes the connection', async () => {
    let closed = () => {};
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await receiver((_request, response) => void response.on('close', closed));
    // Long enough for the request to arrive on a busy machine.
    expect(await attemptTo(url, { timeout: 2_000 })).toEqual(failed('timeout'));
    await closing;
  });

  test('does not end an attempt whose slow answer arrives in time', async () => {
    const { url } = await receiver((_request, response) => {
      setTimeout(() => response.writeHead(202).end(), TIMEOUT);
    });
    expect(await attemptTo(url, { timeout: TIMEOUT * 20 })).toMatchObject({ kind: 'answered' });
  });
});

describe('the failure reason of an attempt', () => {
  test('is connect when the connection is refused', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    expect(await attemptTo(url, { timeout: 10_000 })).toEqual(failed('connect'));
  });

  test.each<[rule: string, onConnection: (socket: Socket) => void, reason: string]>([
    [
      'the connection is reset before the answer',
      (socket) => void socket.once('data', () => socket.resetAndDestroy()),
      'reset',
    ],
    ['the connection is closed without an answer', (socket) => void socket.once('data', () => socket.end()), 'reset'],
    [
      'the connection is closed within the headers',
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 O')),
      'reset',
    ],
    [
      'the connection is closed within the body of a 400',
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\ncontent-length: 9\r\n\r\n{')),
      'reset',
    ],
    ['the answer is not HTTP', (socket) => void socket.once('data', () => socket.end('220 smtp ready\r\n')), 'reset'],
    [
      'the headers have 100 KB',
      (socket) => void socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\na: ${'b'.repeat(100_000)}\r\n\r\n`)),
      'reset',
    ],
  ])('is reset when %s', async (_rule, onConnection, reason) => {
    expect(await attemptTo((await raw(onConnection)).url, { timeout: 10_000 })).toEqual(failed(reason));
  });

  test('is reset when the connection is reset after the request was read', async () => {
    const { url, received } = await receiver((_request, response) => void response.socket?.resetAndDestroy());
    expect(await attemptTo(url, { timeout: 10_000 })).toEqual(failed('reset'));
    expect(received).toHaveLength(1);
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA'])(
    'is dns when the name lookup fails with %s',
    async (code) => {
      const resolve = () => Promise.reject(Object.assign(new Error('no such host'), { code }));
      expect(await attemptTo('http://nowhere.test/', { resolve, timeout: 10_000 })).toEqual(failed('dns'));
    },
  );

  test('is tls for https to a receiver that speaks http', async () => {
    const { port } = await receiver();
    expect(await attemptTo(`https://127.0.0.1:${port}/`, { timeout: 10_000 })).toEqual(failed('tls'));
  });
});

describe('the webhook sender', () => {
  test.each<[rule: string, url: string]>([
    ['not a URL', 'nonsense'],
    ['an empty text', ''],
    ['another scheme than http or https', 'ftp://127.0.0.1/'],
    ['a letter outside ASCII', 'http://127.0.0.1/ü'],
    ['a space', 'http://127.0.0.1/ a'],
    ['a user name', 'http://user:secret@127.0.0.1/'],
  ])('refuses an invalid callback URL: %s', async (_rule, url) => {
    expect(await attemptTo(url)).toEqual({ kind: 'refused', reason: 'address-not-allowed' });
  });

  test('reports a failure when the resolver throws', async () => {
    const resolve = () => {
      throw new Error('broken');
    };
    expect(await attemptTo('http://a.test/', { resolve })).toMatchObject({ kind: 'failed' });
  });

  test('reports a failure for a header that cannot be sent', async () => {
    const { url } = await receiver();
    const webhook = webhookTo(url, { headers: { 'webhook-id': 'a\r\nb: c' } });
    expect(await senderWith().send(webhook)).toMatchObject({ kind: 'failed' });
  });

  test('ends the attempt when the answer switches protocols and has no body', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';
    const { url } = await raw((socket) => void socket.once('data', () => socket.write(upgrade)));
    expect(await attemptTo(url)).not.toBe('never');
  });
});
