import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HostProcess, killHosts, startHost } from '../support/host-process.ts';

// The folder is inside the repository, so that the app finds @azure/functions.
const folder = mkdtempSync(resolve('tests/host/apps/.keys-'));
const keysFile = join(folder, '.local-host', 'keys.json');
let host: HostProcess;

interface KeysFile {
  readonly masterKey: string;
  readonly hostKeys: { readonly default: string };
  readonly functionKeys: Readonly<Record<string, { readonly default: string }>>;
}

function readKeys(): KeysFile {
  return JSON.parse(readFileSync(keysFile, 'utf8'));
}

const args = ['--port', '0', '--enable-auth'];

beforeAll(async () => {
  cpSync(resolve('tests/host/apps/http'), folder, { recursive: true });
  host = await startHost(folder, { args });
}, 90_000);

afterAll(async () => {
  await killHosts();
  rmSync(folder, { recursive: true });
});

const keyNames = {
  'no key': () => undefined,
  'a wrong key': () => 'wrong',
  'the key of the function': () => readKeys().functionKeys.locked?.default,
  'the key of another function': () => readKeys().functionKeys.echo?.default,
  'the host key': () => readKeys().hostKeys.default,
  'the master key': () => readKeys().masterKey,
} as const;

describe('with --enable-auth', () => {
  test.each([
    ['no key', '/api/echo', 200],
    ['no key', '/api/locked', 401],
    ['a wrong key', '/api/locked', 401],
    ['the key of another function', '/api/locked', 401],
    ['the key of the function', '/api/locked', 200],
    ['the host key', '/api/locked', 200],
    ['the master key', '/api/locked', 200],
    ['the host key', '/api/master', 401],
    ['the master key', '/api/master', 200],
    ['the host key', '/admin/functions', 401],
    ['the master key', '/admin/functions', 200],
  ] as const)('%s on %s is answered with %d', async (keyName, path, expected) => {
    const key = keyNames[keyName]();
    const response = await fetch(host.url + path, { headers: key === undefined ? {} : { 'x-functions-key': key } });
    expect(response.status).toBe(expected);
    if (expected === 401) expect(await response.text()).toBe('');
  });

  test('the header takes precedence over the query parameter code', async () => {
    const { masterKey } = readKeys();
    const url = `${host.url}/api/locked?code=${masterKey}`;
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url, { headers: { 'x-functions-key': 'wrong' } })).status).toBe(401);
  });

  test('the keys are kept in a file that only its owner can read, and whose path is printed', async () => {
    expect(statSync(keysFile).mode & 0o777).toBe(0o600);
    expect(host.output()).toContain(keysFile);
    const before = readKeys();
    await startHost(folder, { args });
    expect(readKeys()).toEqual(before);
  });
});

test('without --enable-auth no key is required', async () => {
  const open = await startHost('tests/host/apps/http');
  expect((await fetch(`${open.url}/api/master`)).status).toBe(200);
});
