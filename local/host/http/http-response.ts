import type { ServerResponse } from 'node:http';
import type { HttpCookie, HttpData, TypedData } from '../rpc.ts';

const sameSiteWords = { none: undefined, lax: 'Lax', strict: 'Strict', explicitNone: 'None' } as const;

/** Sends what the function returned, or 204 when it returned nothing. */
export function sendHttpData(response: ServerResponse, data: TypedData | null | undefined): void {
  const http = data?.http;
  if (!http) {
    sendEmpty(response, 204);
    return;
  }
  const body = toBytes(http.body);
  response.statusCode = Number(http.statusCode ?? 200);
  for (const [name, value] of Object.entries(http.headers ?? {})) response.setHeader(name, value);
  appendCookies(response, http);
  if (hasLength(response, body)) response.setHeader('content-length', body.length);
  response.end(body);
}

/** An answer to HEAD tells the length of what GET would get, which only the function knows. */
function hasLength(response: ServerResponse, body: Uint8Array): boolean {
  if (response.req.method === 'HEAD' && body.length === 0 && response.hasHeader('content-length')) return false;
  return ![204, 205, 304].includes(response.statusCode);
}

/** Sends a status without a body, as Azure does for 401, 404 and 500. Does nothing when headers were sent already. */
export function sendEmpty(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.statusCode = status;
  if (status !== 204) response.setHeader('content-length', 0);
  response.end();
}

/** Sends plain text. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

/** Sends JSON with status 200. */
export function sendJson(response: ServerResponse, content: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(content));
}

function toBytes(body: TypedData | null | undefined): Uint8Array {
  if (body?.bytes) return body.bytes;
  return Buffer.from(body?.string ?? body?.json ?? String(body?.int ?? body?.double ?? ''));
}

function appendCookies(response: ServerResponse, { cookies }: HttpData): void {
  for (const cookie of cookies ?? []) response.appendHeader('set-cookie', formatCookie(cookie));
}

/** Formats a Set-Cookie header value. */
export function formatCookie(cookie: HttpCookie): string {
  const { domain, path, expires, maxAge } = cookie;
  const sameSite = sameSiteWords[cookie.sameSite ?? 'none'];
  const attributes = [
    expires && `expires=${new Date(expires.value.seconds * 1000).toUTCString()}`,
    maxAge && `max-age=${maxAge.value}`,
    domain && `domain=${domain.value}`,
    // Azure's default path.
    `path=${path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    sameSite && `samesite=${sameSite}`,
    cookie.httpOnly?.value && 'httponly',
  ];
  return [`${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`, ...attributes.filter(Boolean)].join(
    '; ',
  );
}
