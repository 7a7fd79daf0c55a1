import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { senderWith, webhookTo } from './sender-setup.ts';

let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startReceiver();
});

afterAll(() => receiver.close());

const NOT_FOUND = { code: 'WorkflowNotFound', message: "The workflow '5f' could not be found." };
const NOT_ENABLED = { code: 'WorkflowTriggerIsNotEnabled', message: "... with state 'Suspended' ..." };

/** Writes as fast as the client reads. Resolves with the bytes written once the connection has ended. */
function stream(response: ServerResponse): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let written = 0;
  return new Promise((ended) => {
    response.on('close', () => ended(written));
    const pump = () => {
      while (!response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on('drain', pump);
    pump();
  });
}

describe('the error in an answer body', () => {
  test.each<[rule: string, status: number, body: string | Buffer, answer: object]>([
    [
      'is read from a 404',
      404,
      JSON.stringify({ error: NOT_FOUND }),
      { errorCode: NOT_FOUND.code, errorMessage: NOT_FOUND.message },
    ],
    [
      'is read from a 400',
      400,
      JSON.stringify({ error: NOT_ENABLED }),
      { errorCode: NOT_ENABLED.code, errorMessage: NOT_ENABLED.message },
    ],
    [
      'is read behind a byte order mark',
      404,
      `\ufeff${JSON.stringify({ error: NOT_FOUND })}`,
      { errorCode: NOT_FOUND.code, errorMessage: NOT_FOUND.message },
    ],
    ['keeps a code whose message is null', 404, '{"error":{"code":"Bad","message":null}}', { errorCode: 'Bad' }],
    ['keeps a code whose message is an object', 404, '{"error":{"code":"Bad","message":{}}}', { errorCode: 'Bad' }],
    ['keeps a message whose code is a number', 400, '{"error":{"code":7,"message":"m"}}', { errorMessage: 'm' }],
    ['may consist of a code alone', 400, '{"error":{"code":"Bad"}}', { errorCode: 'Bad' }],
    [
      'is read when the body has further fields',
      400,
      '{"error":{"code":"Bad","details":[]},"x":1}',
      { errorCode: 'Bad' },
    ],
    ['keeps characters of several bytes', 404, '{"error":{"code":"Größe"}}', { errorCode: 'Größe' }],
    ['is absent when the body is empty', 400, '', {}],
    ['is absent when the body is an HTML page', 404, '<html>Not found</html>', {}],
    ['is absent when the body is JSON of another shape', 404, '{"error":"gone"}', {}],
    ['is absent when the code is not text', 404, '{"error":{"code":7}}', {}],
    ['is absent when the body is null', 404, 'null', {}],
    ['is absent when the body is not UTF-8', 400, Buffer.from([0xff, 0xfe, 0x00]), {}],
    ['is absent when the body is too long', 400, `{"error":{"code":"Bad","message":"${'m'.repeat(1_000_000)}"}}`, {}],
    ['is not read from another status', 410, JSON.stringify({ error: NOT_FOUND }), {}],
    ['is not read from a success', 200, JSON.stringify({ error: NOT_FOUND }), {}],
  ])('%s', async (_rule, status, body, answer) => {
    receiver.respondWith((_request, response) => void response.writeHead(status).end(body));
    expect(await senderWith().send(webhookTo(receiver.url))).toEqual({
      kind: 'answered',
      answer: { status, ...answer },
    });
  });

  test('is read from a body in chunks that split a character', async () => {
    const bytes = Buffer.from('{"error":{"code":"Größe"}}');
    receiver.respondWith((_request, response) => {
      response.writeHead(404).flushHeaders();
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    });
    expect(await senderWith().send(webhookTo(receiver.url))).toMatchObject({ answer: { errorCode: 'Größe' } });
  });

  test('is read without decompression, so that a small body cannot become a large one', async () => {
    receiver.respondWith((_request, response) => {
      response.writeHead(404, { 'content-encoding': 'gzip' }).end('{"error":{"code":"Plain"}}');
    });
    expect(await senderWith().send(webhookTo(receiver.url))).toMatchObject({ answer: { errorCode: 'Plain' } });
  });
});

describe('an endless answer body', () => {
  test.each([200, 302, 400, 404, 410, 500])('with status %i is cut off', async (status) => {
    const ended = new Promise<number>((resolve) => {
      receiver.respondWith((_request, response) => {
        response.writeHead(status);
        resolve(stream(response));
      });
    });
    expect(await senderWith().send(webhookTo(receiver.url))).toEqual({ kind: 'answered', answer: { status } });
    // The socket buffers on both sides may have taken some more bytes.
    expect(await ended).toBeLessThan(32 * 1024 * 1024);
  });

  test('continues past the limit for a client without a limit, which shows that the limit works', async () => {
    const LIMIT = 64 * 1024 * 1024;
    receiver.respondWith((_request, response) => void stream(response.writeHead(200)));
    const seen = await new Promise<number>((resolve, reject) => {
      const sent = request(receiver.url, { method: 'POST' }, (response: IncomingMessage) => {
        let bytes = 0;
        response.on('error', () => {});
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes < LIMIT) return;
          resolve(bytes);
          sent.destroy();
        });
      });
      sent.on('error', reject).end();
    });
    expect(seen).toBeGreaterThanOrEqual(LIMIT);
  });
});

describe('a stalled answer body', () => {
  test.each([200, 202, 302, 410, 429, 500])('with status %i does not delay the result', async (status) => {
    const started = performance.now();
    receiver.respondWith((_request, response) => void response.writeHead(status).write('{'));
    expect(await senderWith({ timeout: 20_000 }).send(webhookTo(receiver.url))).toEqual({
      kind: 'answered',
      answer: { status },
    });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('is closed when the attempt ends', async () => {
    const closed = new Promise<void>((resolve) => {
      receiver.respondWith((_request, response) => {
        response.on('close', resolve).writeHead(202).write('{');
      });
    });
    // Long enough for the request to arrive on a busy machine.
    await senderWith({ timeout: 2_000 }).send(webhookTo(receiver.url));
    await closed;
  });
});
