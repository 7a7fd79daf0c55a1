import { HttpRequest, type HttpRequestInit, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { answering, listAnswer } from '../../../../shared/adapters/inbound/http-answers.ts';
import {
  jsonBody,
  jsonText,
  listQueryOf,
  parameterNames,
  requireNothingElse,
  triggerTypeOf,
} from '../../../../shared/adapters/inbound/http-requests.ts';
import { RequestError } from '../../../../shared/application/errors.ts';
import { phrase } from '../../../../shared/contract/phrase.ts';
import { triggerTypes } from '../../../../shared/contract/trigger-types.ts';

const BASE = 'https://insight.azurewebsites.net';
const NO_STORE = { 'cache-control': 'no-store' };
const IN_ENGLISH = { ...NO_STORE, 'content-language': 'en', vary: 'accept-language' };

function requestOf(init: HttpRequestInit): HttpRequest {
  return new HttpRequest({ method: 'POST', url: `${BASE}/api/things`, ...init });
}

function bodyOf(text: string, contentType?: string): HttpRequest {
  return requestOf({ body: { string: text }, headers: contentType ? { 'content-type': contentType } : {} });
}

/** The request error that `read` throws. */
async function faultOf(read: () => unknown): Promise<RequestError> {
  try {
    await read();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('no fault was found');
}

describe('an HTTP handler', () => {
  const answer = (error: unknown) => answering(() => Promise.reject(error))(requestOf({}), new InvocationContext());

  test('passes on the answer of the use case', async () => {
    const handler = answering(async (request) => ({ status: 201, jsonBody: { url: request.url } }));
    expect(await handler(requestOf({}), new InvocationContext())).toEqual({
      status: 201,
      headers: NO_STORE,
      jsonBody: { url: `${BASE}/api/things` },
    });
  });

  test('keeps the headers of the use case', async () => {
    const handler = answering(async () => ({ headers: { location: 'https://a.test/' } }));
    expect(await handler(requestOf({}), new InvocationContext())).toEqual({
      headers: { location: 'https://a.test/', ...NO_STORE },
    });
  });

  test.each([400, 401, 403, 404, 409, 413, 415, 429] as const)(
    'turns a request error with status %i into an error body',
    async (status) => {
      const fault = { code: 'wrong', message: phrase('fault.number'), target: 'threshold' };
      expect(await answer(new RequestError(status, fault))).toEqual({
        status,
        headers: IN_ENGLISH,
        jsonBody: { error: { ...fault, message: 'expected a number' } },
      });
    },
  );

  test('leaves out the target of an error that has none', async () => {
    const answered = await answer(new RequestError(404, { code: 'not-found', message: phrase('error.no-firing') }));
    expect(JSON.parse(JSON.stringify(answered))).toEqual({
      status: 404,
      headers: IN_ENGLISH,
      jsonBody: { error: { code: 'not-found', message: 'no such firing; it may be too old to be kept' } },
    });
  });

  test.each<[rule: string, count: number, shown: boolean]>([
    ['zero details', 0, false],
    ['a single detail', 1, false],
    ['several details', 2, true],
  ])('lists error details only when there are several: %s', async (_rule, count, shown) => {
    const targets = Array.from({ length: count }, (_, index) => `[${index}].name`);
    const message = phrase('fault.text');
    const details = targets.map((target) => ({ target, message }));
    const answered = await answer(new RequestError(400, { code: 'wrong', message, details }));
    expect(answered).toMatchObject({ status: 400 });
    expect(JSON.parse(JSON.stringify(answered)).jsonBody.error.details).toEqual(
      shown ? targets.map((target) => ({ target, message: 'expected text' })) : undefined,
    );
  });
});

describe('a request body', () => {
  test.each<[rule: string, contentType: string | undefined]>([
    ['application/json', 'application/json'],
    ['application/json with a character set', 'application/json; charset=utf-8'],
    ['application/json in upper case', 'APPLICATION/JSON'],
    ['a content type that ends with +json', 'application/cloudevents+json; charset=utf-8'],
    ['text/json', 'text/json'],
  ])('is read as JSON for the content type %s', async (_rule, contentType) => {
    expect(await jsonBody(bodyOf('{"a":["ü"]}', contentType))).toEqual({ a: ['ü'] });
  });

  test('is read as JSON without a content type', async () => {
    expect(await jsonBody(requestOf({ body: { bytes: Buffer.from('{"a":1}') } }))).toEqual({ a: 1 });
  });

  test.each<[rule: string, contentType: string]>([
    ['plain text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['XML', 'application/xml'],
    ['a type that only starts like JSON', 'application/jsonp'],
    ['a type that only ends like JSON', 'application/notjson'],
  ])('is rejected with 415 for another content type: %s', async (_rule, contentType) => {
    const { status, code, message } = await faultOf(() => jsonText(bodyOf('{}', contentType)));
    expect({ status, code }).toEqual({ status: 415, code: 'not-json' });
    expect(message).toMatch(/expected application\/json/);
  });

  test.each<[rule: string, text: string]>([
    ['an empty text', ''],
    ['a word', 'hello'],
    ['half an object', '{"callbackUrl":"https://a.test/?sig=my-secret"'],
    ['two values', '{}{}'],
    ['NaN', 'NaN'],
    ['single quotes', "{'a':1}"],
  ])('is rejected with 400 when it is not JSON: %s', async (_rule, text) => {
    const { status, code, message } = await faultOf(() => jsonBody(bodyOf(text, 'application/json')));
    expect({ status, code }).toEqual({ status: 400, code: 'not-json' });
    expect(message).toMatch(/not JSON; expected/);
    expect(message).not.toContain('my-secret');
  });
});

describe('the trigger type in a path', () => {
  test.each([...triggerTypes])('accepts %s', (type) => {
    expect(triggerTypeOf(requestOf({ params: { type } }))).toBe(type);
  });

  test.each<[rule: string, params: Record<string, string>]>([
    ['an unknown type', { type: 'segment-deleted' }],
    ['a missing type', {}],
    ['an empty type', { type: '' }],
    ['the name of an object property', { type: 'constructor' }],
  ])('is answered with 404 and the six valid types: %s', async (_rule, params) => {
    const { status, code, message, target } = await faultOf(() => triggerTypeOf(requestOf({ params })));
    expect({ status, code, target }).toEqual({ status: 404, code: 'not-found', target: 'type' });
    for (const type of triggerTypes) expect(message).toContain(type);
  });
});

test('the message of an error is one line, whatever name it quotes', async () => {
  const message = phrase('error.segment-unknown', { environment: 'e', name: 'a\nb\u202ec' });
  const error = new RequestError(404, { code: 'not-found', message });
  const answer = await answering(() => Promise.reject(error))(requestOf({}), new InvocationContext());
  expect(answer).toMatchObject({ jsonBody: { error: { message: expect.stringContaining("a segment 'a bc' yet") } } });
});

describe('the parameter code of a list that filters by code', () => {
  const read = (query: Record<string, string>, headers = {}) =>
    listQueryOf(requestOf({ query, headers }), { code: z.string().optional() });

  test.each([
    ['names a code', { code: 'http-400' }, {}, { code: 'http-400' }],
    ['is the key of the call', { code: 'Zx7_uQ2Nq1b0==' }, {}, {}],
    [
      'names a code in any form when the key came in a header',
      { code: 'Other' },
      { 'x-functions-key': 'k' },
      { code: 'Other' },
    ],
    ['is the key when it is written in capitals', { CODE: 'http-400' }, {}, {}],
  ])('%s', (_rule, query, headers, expected) => {
    expect(read(query, headers)).toEqual(expected);
  });

  test('stays in the link to the next page, where no key is', () => {
    const request = requestOf({ query: { code: 'Zx7_uQ2Nq1b0==' } });
    const linkOf = (code?: string) => JSON.stringify(listAnswer(request, BASE, { value: [], cursor: 'c', code }));
    expect(linkOf('http-400')).toContain('code=http-400');
    expect(linkOf()).not.toContain('code=');
  });
});

test('the parameters of a call are named without its key and empty ones', () => {
  const query = { foo: '1', code: 'key', ClientId: 'default', bar: '' };
  expect(parameterNames(requestOf({ query }))).toEqual(['foo']);
});

describe('a call that takes nothing', () => {
  test.each([
    ['no body', {}],
    ['an empty object', { body: { string: '{}' } }],
    ['null', { body: { string: 'null' } }],
    ['an empty property', { body: { string: '{"force":""}' } }],
  ])('accepts %s', async (_rule, init) => {
    await requireNothingElse(requestOf({ method: 'POST', ...init }));
  });

  test.each([
    ['parameter', { query: { force: 'true' } }],
    ['property', { body: { string: '{"force":true}' } }],
  ])('refuses an unknown %s by its name', async (_rule, init) => {
    const refused = requireNothingElse(requestOf({ method: 'POST', ...init }));
    await expect(refused).rejects.toMatchObject({
      status: 400,
      target: 'force',
      message: expect.stringMatching(/^force: not known/),
    });
  });
});

describe('the query of a list request', () => {
  const filters = { status: z.enum(['active', 'gone']).optional() };

  test.each<[rule: string, query: Record<string, string>, read: object]>([
    ['no parameter', {}, {}],
    ['the smallest top, 1', { top: '1' }, { top: 1 }],
    ['the largest top, 100', { top: '100' }, { top: 100 }],
    ['a cursor', { cursor: 'abc' }, { cursor: 'abc' }],
    ['a filter', { status: 'gone', top: '5' }, { status: 'gone', top: 5 }],
    ['empty parameters, which count as absent', { top: '', cursor: '', status: '' }, {}],
    ['the parameters of the host, in any case', { code: 'key', ClientId: 'default' }, {}],
  ])('accepts %s', (_rule, query, read) => {
    expect(listQueryOf(requestOf({ query }), filters)).toEqual(read);
  });

  test.each<[rule: string, query: Record<string, string>, target: string]>([
    ['a top of 0', { top: '0' }, 'top'],
    ['a top of 101', { top: '101' }, 'top'],
    ['a negative top', { top: '-1' }, 'top'],
    ['a fractional top', { top: '1.5' }, 'top'],
    ['a top that is not a number', { top: 'ten' }, 'top'],
    ['an unknown value of a filter', { status: 'asleep' }, 'status'],
    ['an unknown parameter', { state: 'dead' }, 'state'],
  ])('is rejected with 400 and the name of the parameter: %s', async (_rule, query, expected) => {
    const { status, target, message } = await faultOf(() => listQueryOf(requestOf({ query }), filters));
    expect({ status, target }).toEqual({ status: 400, target: expected });
    expect(message).toMatch(new RegExp(`^${expected}: .*expected`, 'i'));
  });
});

describe('a page of a list', () => {
  const answered = (query: string, cursor?: string) =>
    listAnswer(requestOf({ url: `http://10.0.0.4:8080/api/subscriptions${query}` }), BASE, { value: [1, 2], cursor });

  test('has no nextLink when it is the last one', () => {
    expect(answered('?top=2')).toEqual({ jsonBody: { value: [1, 2] } });
  });

  test.each<[rule: string, query: string, link: string]>([
    ['uses the public base URL', '', '?cursor=next'],
    ['keeps the filters', '?top=2&environmentId=a%26b', '?top=2&environmentId=a%26b&cursor=next'],
    ['replaces the old cursor', '?cursor=old&top=2', '?cursor=next&top=2'],
    ['leaves out the function key', '?code=my-secret&top=2', '?top=2&cursor=next'],
    ['leaves out a function key that is present twice', '?code=my-secret&code=my-secret', '?cursor=next'],
    ['leaves out a function key in any letter case', '?Code=my-secret&CODE=my-secret', '?cursor=next'],
  ])('has a nextLink that %s', (_rule, query, link) => {
    expect(answered(query, 'next')).toEqual({
      jsonBody: { value: [1, 2], nextLink: `${BASE}/api/subscriptions${link}` },
    });
  });

  test('has a nextLink that escapes the cursor', () => {
    const { jsonBody } = answered('', 'a+b/c=&d');
    expect(new URL(jsonBody.nextLink).searchParams.get('cursor')).toBe('a+b/c=&d');
  });
});
