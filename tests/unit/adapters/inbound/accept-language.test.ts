import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { languageOf } from '../../../../shared/adapters/inbound/accept-language.ts';
import { answering } from '../../../../shared/adapters/inbound/http-answers.ts';
import { notFound } from '../../../../shared/application/errors.ts';
import { phrase } from '../../../../shared/contract/phrase.ts';

const requestIn = (language: string | undefined) =>
  new HttpRequest({
    method: 'GET',
    url: 'https://insight.azurewebsites.net/api/things',
    headers: language === undefined ? {} : { 'accept-language': language },
  });

describe('the language of a caller', () => {
  test.each<[header: string | undefined, language: string]>([
    [undefined, 'en'],
    ['', 'en'],
    ['lv', 'lv'],
    ['KK', 'kk'],
    ['ro-MD', 'ro'],
    ['sv-FI, en;q=0.5', 'sv'],
    ['en;q=0.5, eu;q=0.8', 'eu'],
    ['fi, de;q=0.9, lv;q=0.1', 'lv'],
    ['fi, de', 'en'],
    ['*', 'en'],
    ['fi, *;q=0.5, lv;q=0.1', 'en'],
    ['lv;q=0, sv;q=0.1', 'sv'],
    ['lv;q=high, sv;q=0.1', 'sv'],
    ['lv ; q=0.2 , kk ; q=0.3', 'kk'],
    [',;q=1,-,\u00e9', 'en'],
  ])('that sends Accept-Language %j is %s', (header, language) => {
    expect(languageOf(requestIn(header))).toBe(language);
  });
});

describe('an answer', () => {
  const answerIn = (language: string | undefined, handle: () => Promise<object>) =>
    answering(handle)(requestIn(language), new InvocationContext());

  test('has its error in the language of the caller, with the same code and target in each', async () => {
    const missing = () => Promise.reject(notFound(phrase('error.no-subscription')));
    expect(await answerIn('sv', missing)).toMatchObject({
      headers: { 'content-language': 'sv', vary: 'accept-language', 'cache-control': 'no-store' },
      jsonBody: {
        error: { code: 'not-found', message: 'ingen sådan prenumeration; den kan ha tagits bort', target: 'id' },
      },
    });
    expect(await answerIn(undefined, missing)).toMatchObject({
      headers: { 'content-language': 'en' },
      jsonBody: {
        error: { code: 'not-found', message: 'no such subscription; it may have been deleted', target: 'id' },
      },
    });
  });

  test('has its phrases in the language of the caller, wherever they are', async () => {
    const value = [
      { status: 'gone', statusText: phrase('status.disabled'), parts: { any: phrase('choice.any-data-source') } },
    ];
    expect(await answerIn('ro', async () => ({ jsonBody: { value } }))).toMatchObject({
      headers: { 'content-language': 'ro' },
      jsonBody: { value: [{ status: 'gone', statusText: 'dezactivat', parts: { any: '(Orice sursă de date)' } }] },
    });
  });

  test('without phrases names no language and stays as it is', async () => {
    const jsonBody = { value: [1, null, 'a', { b: undefined }] };
    expect(await answerIn('ro', async () => ({ jsonBody }))).toEqual({
      headers: { 'cache-control': 'no-store' },
      jsonBody,
    });
  });
});
