import { HttpRequest } from '@azure/functions';
import { expect, test } from '@jest/globals';
import { answerUnlessKnown } from '../../../../shared/adapters/inbound/weak-etag.ts';

const request = (headers: Record<string, string> = {}) =>
  new HttpRequest({ method: 'GET', url: 'https://app.example/api/x', headers });
const answer = (headers: Record<string, string> = {}, content: object = { a: 1 }) =>
  answerUnlessKnown(request(headers), { ...content, createdAt: 'now' }, content);
const etag = String(new Headers(answer().headers).get('etag'));

test('an answer has a weak ETag of its content', () => {
  expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
  expect(answer()).toMatchObject({ jsonBody: { a: 1, createdAt: 'now' } });
});

test.each([[etag], [`"other", ${etag}`], [etag.slice(2)], ['*']])('If-None-Match: %s is answered with 304', (tag) => {
  expect(answer({ 'if-none-match': tag })).toMatchObject({ status: 304, headers: { etag, vary: 'accept-language' } });
});

test('an ETag of other content is answered with the content', () => {
  expect(answer({ 'if-none-match': etag }, { a: 2 })).toMatchObject({ jsonBody: { a: 2 } });
});

test('an ETag of the same content in another language is answered with the content', () => {
  const latvian = answer({ 'if-none-match': etag, 'accept-language': 'lv' });
  expect(latvian).toMatchObject({ jsonBody: { a: 1 }, headers: { 'content-language': 'lv' } });
});
