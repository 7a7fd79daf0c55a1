import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { EVENTS_BODY, readText, SMALL_BODY } from '../../../../shared/adapters/inbound/request-body.ts';

const URL = 'https://insight.azurewebsites.net/api/things';
const LIMIT = { bytes: 10, inWords: '10 bytes' };

/** A request whose body comes in these pieces, and how many of them have been read. */
function streamed(pieces: readonly Uint8Array[], headers: Record<string, string> = {}) {
  let read = 0;
  async function* body() {
    for (const piece of pieces) {
      read += 1;
      yield piece;
    }
  }
  const request = new HttpRequest({ method: 'POST', url: URL, headers });
  Object.defineProperty(request, 'body', { value: body() });
  return { request, read: () => read };
}

describe('the body of a request', () => {
  test.each<[rule: string, text: string]>([
    ['an empty one', ''],
    ['one of the limit', '0123456789'],
    ['one with characters of several bytes', 'üöä'],
  ])('is read as text up to its limit: %s', async (_rule, text) => {
    const request = new HttpRequest({ method: 'POST', url: URL, body: { string: text } });
    expect(await readText(request, LIMIT)).toBe(text);
  });

  test('keeps a character whose bytes come in two pieces', async () => {
    const bytes = Buffer.from('ü');
    const { request } = streamed([bytes.subarray(0, 1), bytes.subarray(1)]);
    expect(await readText(request, LIMIT)).toBe('ü');
  });

  test('is empty without a body', async () => {
    expect(await readText(new HttpRequest({ method: 'POST', url: URL }), LIMIT)).toBe('');
  });

  test.each<[rule: string, text: string]>([
    ['one byte', '0123456789a'],
    ['one character of two bytes', '012345678ü'],
  ])('is refused with 413 when it is over the limit by %s', async (_rule, text) => {
    const request = new HttpRequest({ method: 'POST', url: URL, body: { string: text } });
    await expect(readText(request, LIMIT)).rejects.toMatchObject({
      status: 413,
      code: 'too-large',
      message: 'the body is too large; expected at most 10 bytes',
    });
  });

  test('is refused by its content length before any of it is read', async () => {
    const { request, read } = streamed([Buffer.from('0')], { 'content-length': '11' });
    await expect(readText(request, LIMIT)).rejects.toMatchObject({ status: 413 });
    expect(read()).toBe(0);
  });

  test('is read no further than its limit when it has no content length', async () => {
    const { request, read } = streamed(Array.from({ length: 1000 }, () => Buffer.from('01234')));
    await expect(readText(request, LIMIT)).rejects.toMatchObject({ status: 413 });
    expect(read()).toBe(3);
  });

  test('may have 64 KiB, or what one queue message holds with room for telling its exact size', () => {
    expect([SMALL_BODY.bytes, EVENTS_BODY.bytes > 48 * 1024, EVENTS_BODY.inWords]).toEqual([65_536, true, '48 KiB']);
  });
});
