import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { RunningApp } from '../../support/running-app.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Defines the tests of how the files of the console are served, with an app that is running. */
export function testConsoleFiles(running: RunningApp): void {
  /** A call as it is: fetch would ask for encodings and decode them. */
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((resolve, reject) => {
      request(`${running.app.baseUrl}/api/console${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  const scriptName = async () => {
    const page = brotliDecompressSync((await get('', { 'accept-encoding': 'br' })).body).toString();
    return /src="\/api\/console(\/assets\/app-[^"]+)"/.exec(page)?.[1] ?? '';
  };

  describe('the files of the console', () => {
    test('the page is served with and without a slash, under a strict policy, and is asked for again each time', async () => {
      for (const path of ['', '/', '/index.html']) {
        const { status, headers } = await get(path, { 'accept-encoding': 'gzip, br' });
        expect(status).toBe(200);
        expect(headers).toMatchObject({
          'content-type': 'text/html; charset=utf-8',
          'content-encoding': 'br',
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          vary: 'accept-encoding',
          etag: expect.stringMatching(/^"[0-9a-f]{16}-br"$/),
        });
        const policy = String(headers['content-security-policy']);
        expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).toContain("trusted-types 'none'");
        expect(policy).not.toContain('unsafe');
      }
    });

    test('a script has a name of its own for each content, so it is kept for a year', async () => {
      const { status, headers } = await get(await scriptName(), { 'accept-encoding': 'br' });
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    });

    test.each([
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['gzip;q=0, *', 'br'],
      ['*;q=0, gzip;q=0.5', 'gzip'],
      ['BR', 'br'],
    ])('a client that accepts %j gets %s', async (accepted, encoding) => {
      const { headers, body } = await get('', { 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBe(encoding);
      const page = encoding === 'br' ? brotliDecompressSync(body) : gunzipSync(body);
      expect(page.toString()).toMatch(/^<!doctype html>/);
    });

    test('a client that says nothing of encodings gets gzip, and one that refuses both gets 406', async () => {
      expect((await get('')).headers['content-encoding']).toBe('gzip');
      expect((await get('', { 'accept-encoding': 'identity, br;q=0' })).status).toBe(406);
    });

    test('an unchanged file is 304, and a change of the encoding is no unchanged file', async () => {
      const { headers } = await get('', { 'accept-encoding': 'br' });
      const known = { 'if-none-match': `"other", W/${headers.etag}` };
      const again = await get('', { 'accept-encoding': 'br', ...known });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
      expect((await get('', { 'accept-encoding': 'gzip', ...known })).status).toBe(200);
    });

    test('HEAD answers as GET does, without the content', async () => {
      const got = await get('', { 'accept-encoding': 'br' });
      const head = await get('', { 'accept-encoding': 'br' }, 'HEAD');
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect(head.headers).toMatchObject({ etag: got.headers.etag, 'content-length': String(got.body.length) });
    });

    test.each([
      '/manifest.json',
      '/index.html.br',
      '/..%2f..%2fhost.json',
      '/%2e%2e/host.json',
      '/assets',
      '/constructor',
    ])('nothing but what the build has named is served: %s is 404', async (path) => {
      expect((await get(path, { 'accept-encoding': 'br' })).status).toBe(404);
    });

    test('what the console knows without a key is the version and the links, and nothing else', async () => {
      const { json, headers } = await running.app.call('GET', '/api/console/config');
      expect(json).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
      expect(headers.get('cache-control')).toBe('no-store');
    });
  });
}
