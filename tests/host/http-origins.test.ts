import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ownNames } from '../../local/host/http/own-names.ts';
import { type HostProcess, killHosts, startHost } from '../support/host-process.ts';

let host: HostProcess;

beforeAll(async () => {
  host = await startHost('tests/host/apps/http', { environment: { HOST_NAMES: 'Tunnel.example,other.example:8443' } });
}, 90_000);

afterAll(killHosts);

/** The status of a call with headers that fetch does not allow. `PORT` stands for the port of the host. */
function statusOf(method: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  const { port } = new URL(host.url);
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)]));
  return new Promise((done, fail) => {
    const sent = request(host.url + path, { method, headers: own }, (response) => {
      response.resume();
      response.on('end', () => done(response.statusCode));
    });
    sent.once('error', fail);
    sent.end();
  });
}

describe('the host name of a request', () => {
  test.each([
    'localhost:PORT',
    '127.0.0.1:PORT',
    '[::1]:PORT',
    'LOCALHOST:PORT',
    'tunnel.example',
    'other.example:8443',
  ])('is accepted when it is one of this host: %s', async (name) => {
    expect(await statusOf('GET', '/api/nothing', { host: name })).toBe(204);
  });

  test.each([
    ['that of a page whose name was bound to this machine', 'attacker.example:PORT'],
    ['without a port', 'attacker.example'],
    ['localhost with another port', 'localhost:1'],
    ['a name under localhost', 'attacker.localhost:PORT'],
    ['a name that begins like localhost', 'localhost.attacker.example:PORT'],
    ['the address of another machine', '10.0.0.1:PORT'],
  ])('is refused with 403 otherwise, whatever is called: %s', async (_rule, name) => {
    for (const path of ['/api/nothing', '/admin/host/status', '/', '/api/unknown'])
      expect(await statusOf('GET', path, { host: name })).toBe(403);
  });
});

describe('a page of another origin', () => {
  const foreign = ['https://attacker.example', 'http://localhost:1', 'http://attacker.localhost:PORT', 'null', ''];

  test.each(foreign)('may change nothing: %s', async (origin) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect(await statusOf(method, '/api/echo', { origin })).toBe(403);
    expect(await statusOf('POST', '/admin/functions/echo', { origin })).toBe(403);
  });

  test('may change nothing by a form or without a content type', async () => {
    const origin = 'https://attacker.example';
    for (const type of [{ 'content-type': 'text/plain' }, {}])
      expect(await statusOf('POST', '/api/echo', { origin, ...type })).toBe(403);
  });

  test('may read what its browser lets it read', async () => {
    expect(await statusOf('GET', '/api/echo', { origin: 'https://attacker.example' })).toBe(200);
  });
});

describe('a request without a foreign origin', () => {
  test.each<[rule: string, headers: Record<string, string>]>([
    ['a program, which sends none', {}],
    ['a page of this host', { origin: 'http://localhost:PORT' }],
    ['a page of this host by its address', { origin: 'http://127.0.0.1:PORT' }],
    ['a page by the name of a tunnel', { origin: 'https://tunnel.example' }],
  ])('may change things: %s', async (_rule, headers) => {
    expect(await statusOf('POST', '/api/echo', headers)).toBe(200);
  });
});

test('the default port may be left out of the host name', () => {
  expect(ownNames(80, []).has('localhost')).toBe(true);
  expect(ownNames(7071, []).has('localhost')).toBe(false);
});
