import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import { ContentionError, RequestError, SecretsKeyError } from '../../application/errors.ts';
import type { Deps } from '../../application/ports.ts';
import type { ListPage } from '../../application/store/pagination.ts';
import { oneLine } from '../../domain/text.ts';

/**
 * Wraps a handler: a `RequestError` becomes its response, a `ContentionError` a 429. The host logs any other error and responds
 * with a 500 without details.
 */
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
  // A message may quote a foreign name.
  return { status, jsonBody: { error: { code, message: oneLine(message), target, ...several } } };
}

/** A client should retry, as Power Automate does by itself. */
function busy(): HttpResponseInit {
  const message = 'too many concurrent changes to the same data; try again in a second';
  return { status: 429, headers: { 'retry-after': '1' }, jsonBody: { error: { code: 'busy', message } } };
}

/** Nothing works until an operator sets the right key. */
function wrongKey({ message }: SecretsKeyError): HttpResponseInit {
  return { status: 503, headers: { 'retry-after': '60' }, jsonBody: { error: { code: 'wrong-secrets-key', message } } };
}

/** A handler that responds with one page of a list. */
export function answeringPage(
  getDeps: () => Deps,
  readPage: (deps: Deps, request: HttpRequest) => Promise<ListPage<unknown>>,
): HttpHandler {
  return answering(async (request) => {
    const deps = getDeps();
    return listAnswer(request, deps.settings.publicBaseUrl, await readPage(deps, request));
  });
}

/** The response with one page of a list. Its `nextLink` has the same path and query. */
export function listAnswer(
  request: HttpRequest,
  baseUrl: string,
  { value, cursor }: ListPage<unknown>,
): HttpResponseInit {
  if (!cursor) return { jsonBody: { value } };
  const { pathname, searchParams } = new URL(request.url);
  // The host accepts the key under this name in any case. A link must not contain it.
  for (const name of [...searchParams.keys()]) if (name.toLowerCase() === 'code') searchParams.delete(name);
  searchParams.set('cursor', cursor);
  return { jsonBody: { value, nextLink: `${baseUrl}${pathname}?${searchParams}` } };
}
