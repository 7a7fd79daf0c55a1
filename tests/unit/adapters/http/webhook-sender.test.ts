import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts';
import { senderWith, webhookTo } from './sender-setup.ts';

let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startReceiver();
});

beforeEach(() => receiver.respondWith((_request, response) => void response.writeHead(202).end()));

afterAll(() => receiver.close());

/** Sends a webhook to this end of the receiver's URL and returns the request that arrived. */
async function sendAndSee(end: string, headers: Record<string, string> = {}, body = '{}') {
  const result = await senderWith().send(webhookTo(`${receiver.url}${end}`, { headers, body }));
  expect(result).toMatchObject({ kind: 'answered', answer: { status: 202 } });
  const last = receiver.received.at(-1);
  if (!last) throw new Error('nothing arrived');
  return last;
}

describe('the webhook sender keeps the callback path and query byte-identical for', () => {
  test.each<[rule: string, end: string, target: string]>([
    [
      'a callback of Power Automate',
      '/workflows/5f/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a-B_c~1',
      '/workflows/5f/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a-B_c~1',
    ],
    ['a URL without a path', '', '/'],
    ['a single slash', '/', '/'],
    ['a query without a path', '?sig=a', '/?sig=a'],
    ['an empty query', '/a?', '/a?'],
    ['an empty query without a path', '?', '/?'],
    ['two question marks', '/a??b=?', '/a??b=?'],
    ['upper-case percent escapes', '/a%2Fb%2Cc', '/a%2Fb%2Cc'],
    ['lower-case percent escapes', '/a%2fb%2cc', '/a%2fb%2cc'],
    ['percent escapes of letters', '/%61%62c?%64=%7E', '/%61%62c?%64=%7E'],
    ['a double percent escape', '/%252F', '/%252F'],
    ['an invalid percent escape', '/a%zz%', '/a%zz%'],
    ['semicolons, commas, tildes and equals signs', '/a;b=1,2/~c;?d=~;e', '/a;b=1,2/~c;?d=~;e'],
    ['plus signs', '/a+b?c=d+e', '/a+b?c=d+e'],
    ['a port in the path', '/host:443/x:443?y=z:443', '/host:443/x:443?y=z:443'],
    ['an at sign in the path', '/@user/a@b?c@d', '/@user/a@b?c@d'],
    ['dot segments', '/a/../b/./c/..', '/a/../b/./c/..'],
    ['escaped dot segments', '/a/%2e%2E/b', '/a/%2e%2E/b'],
    ['double slashes', '//a//b', '//a//b'],
    ['a URL in the path', '/http://other.test/x', '/http://other.test/x'],
    ['quotes and braces', `/'"<>{}|^\`?'"<>{}|^\``, `/'"<>{}|^\`?'"<>{}|^\``],
    ['brackets and punctuation', '/[a]!$&()*?[b]=!$&()*', '/[a]!$&()*?[b]=!$&()*'],
    ['repeated query parameters', '/?b=2&a=1&b=3&&', '/?b=2&a=1&b=3&&'],
  ])('%s', async (_rule, end, target) => {
    expect((await sendAndSee(end)).path).toBe(target);
  });

  test('a scheme and host in upper case', async () => {
    await senderWith().send(webhookTo(`HTTP://Receiver.TEST:${receiver.port}/A%2f?B`));
    expect(receiver.received.at(-1)).toMatchObject({
      path: '/A%2f?B',
      headers: { host: `receiver.test:${receiver.port}` },
    });
  });
});

describe('a webhook request', () => {
  test('is a POST with the given headers', async () => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'insight-triggers/0.2.0',
      'webhook-id': 'n-1',
      'webhook-timestamp': '1764900000',
      'webhook-signature': 'v1,YWJj v1,ZGVm',
      'webhook-attempt': '3',
    };
    const { method, headers: seen } = await sendAndSee('/', headers);
    expect(method).toBe('POST');
    expect(seen).toMatchObject(headers);
  });

  test('has no further headers, such as cookies or encodings', async () => {
    const { headers } = await sendAndSee('/', { 'webhook-id': 'n-1' });
    expect(Object.keys(headers).sort()).toEqual(['connection', 'content-length', 'host', 'webhook-id']);
  });

  test.each<[rule: string, body: string]>([
    ['flat JSON', '{"value":1203}'],
    ['characters of two, three and four bytes', '{"segmentName":"Großkunden 顧客 🎯"}'],
    ['an empty body', ''],
    ['a body of 1 MB', `"${'é'.repeat(500_000)}"`],
  ])('carries the body byte for byte: %s', async (_rule, body) => {
    const seen = await sendAndSee('/', {}, body);
    expect(seen.body === body).toBe(true);
    expect(seen.headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect(seen.headers['transfer-encoding']).toBeUndefined();
  });
});

describe('the answer of a receiver', () => {
  test.each([
    200, 201, 202, 204, 206, 299, 300, 304, 399, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 425,
    429, 451, 499, 500, 501, 502, 503, 504, 599, 600, 999,
  ])('is returned with status %i', async (status) => {
    receiver.respondWith((_request, response) => void response.writeHead(status).end());
    expect(await senderWith().send(webhookTo(receiver.url))).toMatchObject({ kind: 'answered', answer: { status } });
  });

  test.each([301, 302, 303, 307, 308])('is returned for the redirect %i, which is not followed', async (status) => {
    const before = receiver.received.length;
    const location = status === 302 ? 'http://169.254.169.254/metadata/instance' : `${receiver.url}/elsewhere`;
    receiver.respondWith((_request, response) => void response.writeHead(status, { location }).end());
    expect(await senderWith().send(webhookTo(receiver.url))).toEqual({ kind: 'answered', answer: { status } });
    expect(receiver.received.length - before).toBe(1);
  });

  test.each<[rule: string, status: number, headers: Record<string, string>, answer: object]>([
    ['Retry-After in seconds', 429, { 'retry-after': '120' }, { retryAfter: '120' }],
    [
      'Retry-After as a date',
      503,
      { 'retry-after': 'Fri, 20 Nov 2026 02:00:00 GMT' },
      { retryAfter: 'Fri, 20 Nov 2026 02:00:00 GMT' },
    ],
    ['the workflow run id', 202, { 'x-ms-workflow-run-id': '0858-CU1' }, { workflowRunId: '0858-CU1' }],
    [
      'at most 256 characters of the workflow run id',
      202,
      { 'x-ms-workflow-run-id': 'r'.repeat(300) },
      { workflowRunId: 'r'.repeat(256) },
    ],
  ])('is returned with %s', async (_rule, status, headers, answer) => {
    receiver.respondWith((_request, response) => void response.writeHead(status, headers).end());
    expect(await senderWith().send(webhookTo(receiver.url))).toEqual({
      kind: 'answered',
      answer: { status, ...answer },
    });
  });

  test('is read after informational answers', async () => {
    receiver.respondWith((_request, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeProcessing();
      response.writeHead(202).end();
    });
    expect(await senderWith().send(webhookTo(receiver.url))).toMatchObject({ answer: { status: 202 } });
  });
});
