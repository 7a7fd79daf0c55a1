import { ApiError } from './api-error.ts';
import { currentKey, dropKey, session } from './session.ts';

/** A call of the app. */
interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** An object, or JSON text that is sent as it is. */
  readonly body?: object | string;
  /** The key to call with; by default the one of the session. */
  readonly key?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The last answer of a path that has an ETag; unchanged, it need not be sent again. */
const known = new Map<string, { readonly etag: string; readonly answer: unknown }>();
/** More than there are views that poll at one time. */
const MAX_KNOWN = 20;

/**
 * Calls the app in the language of the page. A key that the app refuses is dropped.
 *
 * @param path behind `/api/`, or a `nextLink` of the app, whose host may be another one
 * @returns the body of the answer; undefined, when it has none
 * @throws ApiError for an answer that is none of success, and when there is no answer
 */
export async function call<T>(path: string, { method = 'GET', body, key, signal }: Call = {}): Promise<T> {
  const address = addressOf(path);
  const usedKey = key ?? currentKey();
  const language = document.documentElement.lang;
  const knownName = `${language} ${address}`;
  const found = method === 'GET' ? known.get(knownName) : undefined;
  const response = await fetch(address, {
    method,
    headers: {
      'accept-language': language,
      ...(usedKey !== undefined && { 'x-functions-key': usedKey }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(found && { 'if-none-match': found.etag }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
  }).catch((fault: unknown) => {
    if (signal?.aborted) throw fault;
    throw new ApiError(0, {});
  });
  if (response.status === 304 && found) return found.answer as T;
  if (!response.ok) throw await errorOf(response, usedKey);
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  const etag = response.headers.get('etag');
  if (method === 'GET' && etag) remember(knownName, { etag, answer });
  return answer as T;
}

/** Forgets every answer, as after signing out. */
export function forgetAnswers(): void {
  known.clear();
}

function addressOf(path: string): string {
  if (!/^https?:/.test(path)) return `/api/${path}`;
  const { pathname, search } = new URL(path);
  return `${pathname}${search}`;
}

function remember(name: string, entry: { readonly etag: string; readonly answer: unknown }): void {
  known.delete(name);
  known.set(name, entry);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}

async function errorOf(response: Response, usedKey: string | undefined): Promise<ApiError> {
  if (response.status === 401 && usedKey === currentKey()) {
    dropKey();
    forgetAnswers();
    if (session.get() === 'signed-in') session.set('expired');
    else if (session.get() === 'open') session.set('needs-key');
  }
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const error = await response
    .json()
    .then((body: { error?: { message?: string; code?: string } }) => body.error)
    .catch(() => undefined);
  return new ApiError(response.status, { ...error, retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter });
}
