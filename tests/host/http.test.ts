import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HostProcess, killHosts, startHost } from './support/host-process.ts';

let host: HostProcess;

beforeAll(async () => {
  host = await startHost('http', {
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

/** A request with headers that fetch would not send. */
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

describe('routes', () => {
  test.each([
    ['the function name is the route when none is given', '/api/echo', {}],
    ['paths match in any case', '/API/Echo', {}],
    ['a trailing slash does not matter', '/api/echo/', {}],
    ['a constrained parameter takes what fits', '/api/things/5', { id: '5' }],
    ['an optional parameter can be given', '/api/things/5/wheel', { id: '5', part: 'wheel' }],
    ['an unconstrained route takes the rest', '/api/things/five', { name: 'five' }],
    ['parameters are decoded', '/api/things/a%20b%C3%A4', { name: 'a bä' }],
    ['an encoded slash stays encoded', '/api/things/a%2Fb', { name: 'a%2Fb' }],
    ['a catch-all takes several segments', '/api/files/a/b/c', { rest: 'a/b/c' }],
    ['a catch-all takes none', '/api/files', { rest: '' }],
  ])('%s', async (_rule, path, params) => {
    const { status, text } = await call(path);
    expect(status).toBe(200);
    expect(JSON.parse(text).params).toEqual(params);
  });

  test('a literal segment wins over a parameter', async () => {
    expect((await call('/api/things/special')).text).toBe('literal');
  });

  test.each([
    ['a path without a function is 404', '/api/nowhere', 'GET'],
    ['a path without the prefix is 404', '/echo', 'GET'],
    ['a method that the function does not take is 404', '/api/echo', 'DELETE'],
    ['a disabled function is 404', '/api/off', 'GET'],
  ])('%s, without a body', async (_rule, path, method) => {
    expect(await call(path, { method })).toMatchObject({ status: 404, text: '' });
  });

  test('the root is a small page', async () => {
    expect((await call('/')).status).toBe(200);
  });
});

describe('requests', () => {
  test('repeated query keys and headers arrive as one value, joined by commas', async () => {
    const { text } = await callRaw('/api/echo?a=1&a=2&b=3', { headers: { 'x-repeated': ['one', 'two'] } });
    expect(JSON.parse(text)).toMatchObject({ query: { a: '1,2', b: '3' }, header: 'one,two' });
  });

  test('a body with a length arrives', async () => {
    const { text } = await call('/api/echo', { method: 'POST', body: 'hällo' });
    expect(JSON.parse(text)).toMatchObject({ method: 'POST', body: 'hällo' });
  });

  test('a chunked body without a length does not arrive', async () => {
    const { text } = await callRaw('/api/echo', {
      method: 'POST',
      headers: { 'transfer-encoding': 'chunked' },
      body: 'lost',
    });
    expect(JSON.parse(text).body).toBe('');
  });

  test('the body of a GET is dropped', async () => {
    const { status, text } = await callRaw('/api/echo', { headers: { 'content-length': '4' }, body: 'lost' });
    expect({ status, body: JSON.parse(text).body }).toEqual({ status: 200, body: '' });
  });

  test.each([
    [1000, 200],
    [1001, 413],
  ])('a body of %d bytes under a limit of 1000 is answered with %d', async (length, expected) => {
    expect((await call('/api/echo', { method: 'POST', body: 'x'.repeat(length) })).status).toBe(expected);
  });
});

describe('responses', () => {
  test('status, headers, cookies and body are the function’s', async () => {
    const { status, headers, text } = await call('/api/response');
    expect({ status, text, custom: headers.get('x-custom') }).toEqual({ status: 201, text: 'made', custom: 'yes' });
    expect(headers.get('set-cookie')).toBe('a=b%20c; path=/; samesite=Lax; httponly');
  });

  test('bytes stay bytes', async () => {
    const response = await fetch(`${host.url}/api/bytes`);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  test('nothing returned is 204', async () => {
    expect((await call('/api/nothing')).status).toBe(204);
  });

  test('a function that throws is 500 without a body, and the error is logged', async () => {
    expect(await call('/api/throws')).toMatchObject({ status: 500, text: '' });
    await host.waitFor('Error: on purpose');
    expect(host.output()).toMatch(/Executed 'Functions\.throws' \(Failed, Id=[0-9a-f-]{36}, Duration=\d+ms\)/);
  });

  test('a HEAD request has no body', async () => {
    expect(await call('/api/echo', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
});
