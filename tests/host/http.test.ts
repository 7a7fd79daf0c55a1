import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HostProcess, killHosts, startHost } from '../support/host-process.ts';

let host: HostProcess;

beforeAll(async () => {
  host = await startHost('tests/host/apps/http', {
    environment: { 'AzureWebJobs.off.Disabled': 'true', FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1000' },
  });
}, 90_000);

afterAll(killHosts);

async function call(path: string, init?: RequestInit) {
  const response = await fetch(host.url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

interface RawRequest {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
}

/** Sends a request with headers that fetch does not allow. */
function callRaw(
  path: string,
  { method = 'GET', headers = {}, body = '' }: RawRequest,
): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const sent = request(host.url + path, { method, headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      done({ status: response.statusCode ?? 0, text });
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

describe('a route', () => {
  test.each([
    ['is the function name by default', '/api/echo', {}],
    ['matches a path in any case', '/API/Echo', {}],
    ['matches a path with a trailing slash', '/api/echo/', {}],
    ['with a constrained parameter matches a value that fits', '/api/things/5', { id: '5' }],
    ['can have an optional parameter', '/api/things/5/wheel', { id: '5', part: 'wheel' }],
    ['without a constraint matches the other values', '/api/things/five', { name: 'five' }],
    ['has decoded parameters', '/api/things/a%20b%C3%A4', { name: 'a bä' }],
    ['keeps an encoded slash encoded', '/api/things/a%2Fb', { name: 'a%2Fb' }],
    ['with a catch-all matches several segments', '/api/files/a/b/c', { rest: 'a/b/c' }],
    ['with a catch-all matches no segment', '/api/files', { rest: '' }],
  ])('%s', async (_rule, path, params) => {
    const { status, text } = await call(path);
    expect(status).toBe(200);
    expect(JSON.parse(text).params).toEqual(params);
  });

  test('with a literal segment takes precedence over a parameter', async () => {
    expect((await call('/api/things/special')).text).toBe('literal');
  });

  test.each([
    ['a path without a function', '/api/nowhere', 'GET'],
    ['a path without the prefix', '/echo', 'GET'],
    ['a method that the function does not accept', '/api/echo', 'DELETE'],
    ['a disabled function', '/api/off', 'GET'],
  ])('that does not match is an empty 404: %s', async (_rule, path, method) => {
    expect(await call(path, { method })).toMatchObject({ status: 404, text: '' });
  });

  test('is not needed for the homepage', async () => {
    expect((await call('/')).status).toBe(200);
  });
});

describe('a request', () => {
  test('with repeated query keys or headers arrives with one value each, joined by commas', async () => {
    const { text } = await callRaw('/api/echo?a=1&a=2&b=3', { headers: { 'x-repeated': ['one', 'two'] } });
    expect(JSON.parse(text)).toMatchObject({ query: { a: '1,2', b: '3' }, header: 'one,two' });
  });

  test('with a content-length arrives with its body', async () => {
    const { text } = await call('/api/echo', { method: 'POST', body: 'hällo' });
    expect(JSON.parse(text)).toMatchObject({ method: 'POST', body: 'hällo' });
  });

  test('with a chunked body arrives without it', async () => {
    const { text } = await callRaw('/api/echo', {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
      body: 'lost',
    });
    expect(JSON.parse(text).body).toBe('');
  });

  test('that is a GET arrives without its body', async () => {
    const { status, text } = await callRaw('/api/echo', { headers: { 'content-length': '4' }, body: 'lost' });
    expect({ status, body: JSON.parse(text).body }).toEqual({ status: 200, body: '' });
  });

  test.each([
    [1000, 200],
    [1001, 413],
  ])('with a body of %d bytes under a limit of 1000 is answered with %d', async (length, expected) => {
    expect((await call('/api/echo', { method: 'POST', body: 'x'.repeat(length) })).status).toBe(expected);
  });
});

describe('a response', () => {
  test('has the status, headers, cookies and body of the function', async () => {
    const { status, headers, text } = await call('/api/response');
    expect({ status, text, custom: headers.get('x-custom') }).toEqual({ status: 201, text: 'made', custom: 'yes' });
    expect(headers.get('set-cookie')).toBe('a=b%20c; path=/; samesite=Lax; httponly');
  });

  test('can have a binary body', async () => {
    const response = await fetch(`${host.url}/api/bytes`);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  test('is 204 when the function returns nothing', async () => {
    expect((await call('/api/nothing')).status).toBe(204);
  });

  test('is an empty 500 when the function throws, and the error is logged', async () => {
    expect(await call('/api/throws')).toMatchObject({ status: 500, text: '' });
    await host.waitFor('Error: on purpose');
    expect(host.output()).toMatch(/Executed 'Functions\.throws' \(Failed, Id=[0-9a-f-]{36}, Duration=\d+ms\)/);
  });

  test('to a HEAD request has no body', async () => {
    expect(await call('/api/echo', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
});
