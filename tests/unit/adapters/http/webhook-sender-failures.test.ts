import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../../../local/azurite.ts';
import type { SendResult } from '../../../../shared/domain/classify-answer.ts';
import { startReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { type RawServer, senderWith, startRaw, webhookTo } from './sender-setup.ts';

const TIMEOUT = 250;
/** An attempt must end with its timeout; this is what a busy machine may take on top. */
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

/** The result, or `never` when the attempt outlives its timeout by far. */
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

/** Says `start`, and then `rest` again and again. */
const drip = (start: string, rest: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write(rest), 20);
  socket.on('close', () => clearInterval(timer));
};

describe('the timeout is that of the whole attempt', () => {
  test.each<[rule: string, onRequest: (socket: Socket) => void]>([
    ['nothing is ever said', () => {}],
    ['the status line comes letter by letter', drip('HTTP/1.1 200 ', 'O')],
    ['the headers never end', drip('HTTP/1.1 200 OK\r\n', 'a: b\r\n')],
    ['only informational answers come', drip('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early\r\n\r\n')],
    ['the body of a 400 comes letter by letter', drip('HTTP/1.1 400 Bad\r\ncontent-length: 5000\r\n\r\n', 'x')],
    ['the body of a 404 never comes', (socket) => void socket.write('HTTP/1.1 404 No\r\ncontent-length: 5\r\n\r\n')],
  ])('%s', async (_rule, onRequest) => {
    const { url } = await raw((socket) => void socket.once('data', () => onRequest(socket)));
    expect(await attemptTo(url)).toEqual(failed('timeout'));
  });

  test('it holds for the name server too', async () => {
    const resolve = () => new Promise<string[]>(() => {});
    expect(await attemptTo('http://slow.test/', { resolve })).toEqual(failed('timeout'));
  });

  test('the connection is closed when it is over', async () => {
    let closed = () => {};
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await receiver((_request, response) => void response.on('close', closed));
    // Long enough that the request arrives on a busy machine, too.
    expect(await attemptTo(url, { timeout: 2_000 })).toEqual(failed('timeout'));
    await closing;
  });

  test('a slow answer within it is an answer', async () => {
    const { url } = await receiver((_request, response) => {
      setTimeout(() => response.writeHead(202).end(), TIMEOUT);
    });
    expect(await attemptTo(url, { timeout: TIMEOUT * 20 })).toMatchObject({ kind: 'answered' });
  });
});

describe('what goes wrong on the network has one word', () => {
  test('refused: connect', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    expect(await attemptTo(url, { timeout: 10_000 })).toEqual(failed('connect'));
  });

  test.each<[rule: string, onConnection: (socket: Socket) => void, reason: string]>([
    ['reset after accept: reset', (socket) => void socket.once('data', () => socket.resetAndDestroy()), 'reset'],
    ['closed without an answer: reset', (socket) => void socket.once('data', () => socket.end()), 'reset'],
    ['closed in the headers: reset', (socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 O')), 'reset'],
    [
      'closed in the body of a 400: reset',
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\ncontent-length: 9\r\n\r\n{')),
      'reset',
    ],
    ['no HTTP: reset', (socket) => void socket.once('data', () => socket.end('220 smtp ready\r\n')), 'reset'],
    [
      'headers of 100 KB: reset',
      (socket) => void socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\na: ${'b'.repeat(100_000)}\r\n\r\n`)),
      'reset',
    ],
  ])('%s', async (_rule, onConnection, reason) => {
    expect(await attemptTo((await raw(onConnection)).url, { timeout: 10_000 })).toEqual(failed(reason));
  });

  test('a reset after the request was read: reset', async () => {
    const { url, received } = await receiver((_request, response) => void response.socket?.resetAndDestroy());
    expect(await attemptTo(url, { timeout: 10_000 })).toEqual(failed('reset'));
    expect(received).toHaveLength(1);
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENODATA'])('a name server that says %s: dns', async (code) => {
    const resolve = () => Promise.reject(Object.assign(new Error('no such host'), { code }));
    expect(await attemptTo('http://nowhere.test/', { resolve, timeout: 10_000 })).toEqual(failed('dns'));
  });

  test('https to a receiver that speaks http: tls', async () => {
    const { port } = await receiver();
    expect(await attemptTo(`https://127.0.0.1:${port}/`, { timeout: 10_000 })).toEqual(failed('tls'));
  });
});

describe('it never throws and always ends', () => {
  test.each<[rule: string, url: string]>([
    ['no URL', 'nonsense'],
    ['nothing', ''],
    ['another scheme', 'ftp://127.0.0.1/'],
    ['a letter outside of ASCII', 'http://127.0.0.1/ü'],
    ['a space', 'http://127.0.0.1/ a'],
    ['a user', 'http://user:secret@127.0.0.1/'],
  ])('a wrong URL is refused: %s', async (_rule, url) => {
    expect(await attemptTo(url)).toEqual({ kind: 'refused', reason: 'address-not-allowed' });
  });

  test('a resolver that throws at once', async () => {
    const resolve = () => {
      throw new Error('broken');
    };
    expect(await attemptTo('http://a.test/', { resolve })).toMatchObject({ kind: 'failed' });
  });

  test('a header that cannot be sent', async () => {
    const { url } = await receiver();
    const webhook = webhookTo(url, { headers: { 'webhook-id': 'a\r\nb: c' } });
    expect(await senderWith().send(webhook)).toMatchObject({ kind: 'failed' });
  });

  test('an answer that switches protocols, with which no body ever comes', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';
    const { url } = await raw((socket) => void socket.once('data', () => socket.write(upgrade)));
    expect(await attemptTo(url)).not.toBe('never');
  });
});
