import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { ContentionError, notFound, RequestError, SecretsKeyError } from '../../application/errors.ts';
import { type ListPage, MAX_TOP } from '../../application/store/pagination.ts';
import { parseRequest } from '../../application/validate.ts';
import { type TriggerType, triggerTypeSchema, triggerTypes } from '../../contract/trigger-types.ts';

/** Turns request errors and contention into answers. The host logs any other error and answers 500 without details. */
export function answering(handle: (request: HttpRequest) => Promise<HttpResponseInit>): HttpHandler {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      if (error instanceof RequestError) return answerOfError(error);
      if (error instanceof ContentionError) return busy();
      if (error instanceof SecretsKeyError) return wrongKey(error);
      throw error;
    }
  };
}

function answerOfError({ status, code, message, target, details }: RequestError): HttpResponseInit {
  const several = details && details.length > 1 ? { details } : {};
  return { status, jsonBody: { error: { code, message, target, ...several } } };
}

/** A client can retry; Power Automate does so by itself. */
function busy(): HttpResponseInit {
  const message = 'too many others are changing the same thing just now; try again in a second';
  return { status: 429, headers: { 'retry-after': '1' }, jsonBody: { error: { code: 'busy', message } } };
}

/** Nothing works until an operator sets the right key. */
function wrongKey({ message }: SecretsKeyError): HttpResponseInit {
  return { status: 503, headers: { 'retry-after': '60' }, jsonBody: { error: { code: 'wrong-secrets-key', message } } };
}

/**
 * The text of a JSON request.
 *
 * @throws RequestError when the content type is not JSON.
 */
export async function jsonText(request: HttpRequest): Promise<string> {
  const type = request.headers.get('content-type');
  if (type && !/[/+]json\b/i.test(type)) {
    throw new RequestError(415, {
      code: 'not-json',
      message: `the content type ${type} is not read; expected application/json`,
    });
  }
  return request.text();
}

/**
 * The parsed body of a JSON request.
 *
 * @throws RequestError when the body is not JSON.
 */
export async function jsonBody(request: HttpRequest): Promise<unknown> {
  const text = await jsonText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(400, { code: 'not-json', message: 'the body is no JSON; expected a JSON object' });
  }
}

/**
 * The trigger type of a path such as `triggers/{type}/subscriptions`.
 *
 * @throws RequestError when there is no such trigger type.
 */
export function triggerTypeOf(request: HttpRequest): TriggerType {
  const parsed = triggerTypeSchema.safeParse(request.params.type);
  if (parsed.success) return parsed.data;
  const message = `'${request.params.type}' is no trigger type; expected one of ${triggerTypes.join(', ')}`;
  throw notFound(message, 'type');
}

const listQuery = z.object({
  top: z.coerce.number().int().min(1).max(MAX_TOP, `expected 1 to ${MAX_TOP}`).optional(),
  cursor: z.string().optional(),
});

/** The query of a list, with the filters of `extra`. */
export function listQueryOf<T extends z.ZodRawShape>(request: HttpRequest, extra: T) {
  return queryOf(request, listQuery.extend(extra));
}

/** The query, read by a schema. An empty parameter counts as absent. */
export function queryOf<T>(request: HttpRequest, schema: z.ZodType<T>): T {
  return parseRequest(schema, Object.fromEntries([...request.query].filter(([, value]) => value !== '')));
}

/** The query of a pick-list that depends on the chosen environment. */
export const pickListQuery = z.object({ environmentId: z.string({ error: 'required: choose an environment first' }) });

/** The query of an explanation, optionally for one subscription. */
export const explainQuery = z.object({ subscriptionId: z.string().optional() });

/** A path parameter, such as a name. The host decodes everything but slashes. */
export function pathText(request: HttpRequest, name: string): string {
  return (request.params[name] ?? '').replaceAll(/%2f/gi, '/');
}

/** Answers a page with the link to the next one: the same path and query with another cursor. */
export function listAnswer(
  request: HttpRequest,
  baseUrl: string,
  { value, cursor }: ListPage<unknown>,
): HttpResponseInit {
  if (!cursor) return { jsonBody: { value } };
  const { pathname, searchParams } = new URL(request.url);
  // The function key must not be part of a link. The host reads its name in any case.
  for (const name of [...searchParams.keys()]) if (name.toLowerCase() === 'code') searchParams.delete(name);
  searchParams.set('cursor', cursor);
  return { jsonBody: { value, nextLink: `${baseUrl}${pathname}?${searchParams}` } };
}
