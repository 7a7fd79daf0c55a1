import type { IncomingMessage } from 'node:http';
import type { HttpData } from '../rpc.ts';

/** A request body over the limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

type NullableMap = Record<string, { value: string }>;

/** Converts a request to the form that the real host sends to the worker. */
export function toHttpData(request: IncomingMessage, url: URL, { params, body }: RequestParts): HttpData {
  return {
    method: request.method ?? 'GET',
    url: url.href,
    nullableHeaders: nullable(
      Object.entries(request.headersDistinct).map(([name, values]) => [name, values?.join(',') ?? '']),
    ),
    nullableParams: nullable(Object.entries(params)),
    nullableQuery: joinedQuery(url.searchParams),
    body: body ? { bytes: body } : null,
  };
}

/** The route parameters and the body of a request. */
export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

function nullable(entries: readonly (readonly [string, string])[]): NullableMap {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}

// As in the real host: one value for each key, in any case; repeated values are joined by a comma.
function joinedQuery(parameters: URLSearchParams): NullableMap {
  const byLowerCase = new Map<string, [string, string]>();
  for (const [key, value] of parameters) {
    const existing = byLowerCase.get(key.toLowerCase());
    byLowerCase.set(key.toLowerCase(), existing ? [existing[0], `${existing[1]},${value}`] : [key, value]);
  }
  return nullable([...byLowerCase.values()]);
}

/**
 * Reads the body for the function. The real host passes a body on only when Content-Length is above zero, so a chunked upload
 * arrives without its body. The library drops the body of GET and HEAD.
 * @throws BodyTooLarge when the body exceeds the limit.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > limit) throw new BodyTooLarge(`${length} bytes are more than the limit of ${limit}.`);
  if (!(length > 0) || request.method === 'GET' || request.method === 'HEAD') {
    request.resume();
    return undefined;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
