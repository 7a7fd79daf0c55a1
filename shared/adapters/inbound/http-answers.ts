import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Deps } from '../../application/ports.ts';
import type { ListPage } from '../../application/store/pagination.ts';
import { languageOf } from './accept-language.ts';
import { answerOfFault, storageUnavailableAnswer } from './http-faults.ts';
import { headersOf, localize } from './localize.ts';
import { withStorageDeadline } from './storage-deadline.ts';

/**
 * Wraps a handler: every fault becomes a JSON response, in time, every phrase is in the language of the caller, and no response is
 * kept by a cache.
 */
export function answering(handle: (request: HttpRequest) => Promise<HttpResponseInit>): HttpHandler {
  return async (request, context) =>
    finished(
      request,
      await withStorageDeadline(
        () => handle(request).catch((fault: unknown) => answerOfFault(fault, context)),
        storageUnavailableAnswer,
      ),
    );
}

/** The response in the language of the caller, with the header that keeps it out of every cache. */
export function finished(request: HttpRequest, response: HttpResponseInit): HttpResponseInit {
  const localized = localize(response, languageOf(request));
  return { ...localized, headers: { ...headersOf(localized), 'cache-control': 'no-store' } };
}

/** A page of a list. `code` is the filter of that name, which a link cannot tell from a key. */
export interface AnsweredPage extends ListPage<unknown> {
  readonly code?: string | undefined;
}

/** A handler that responds with one page of a list. */
export function answeringPage(
  getDeps: () => Deps,
  readPage: (deps: Deps, request: HttpRequest) => Promise<AnsweredPage>,
): HttpHandler {
  return answering(async (request) => {
    const deps = getDeps();
    return listAnswer(request, deps.settings.publicBaseUrl, await readPage(deps, request));
  });
}

/** The response with one page of a list. */
export function listAnswer(
  request: HttpRequest,
  baseUrl: string,
  { value, cursor, code }: AnsweredPage,
): HttpResponseInit {
  return { jsonBody: { value, ...nextLink(request, baseUrl, { cursor, code }) } };
}

/** The link to the next page, with the path and the query of this one. */
export function nextLink(
  request: HttpRequest,
  baseUrl: string,
  { cursor, code }: Pick<AnsweredPage, 'cursor' | 'code'>,
): { nextLink?: string } {
  if (!cursor) return {};
  const { pathname, searchParams } = new URL(request.url);
  // The host accepts the key under this name in any case. A link must not contain it.
  for (const name of [...searchParams.keys()]) if (name.toLowerCase() === 'code') searchParams.delete(name);
  if (code !== undefined) searchParams.set('code', code);
  searchParams.set('cursor', cursor);
  return { nextLink: `${baseUrl}${pathname}?${searchParams}` };
}
