import type { IncomingMessage } from 'node:http';
import type { HttpData } from '../rpc.ts';

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

type NullableMap = Record<string, { value: string }>;

/** The request as the real host hands it to the worker. */
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

export interface RequestParts {
  readonly params: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

function nullable(entries: readonly (readonly [string, string])[]): NullableMap {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}

// The host sends one value for each key, whatever its case; repeated ones are joined by a comma.
function joinedQuery(parameters: URLSearchParams): NullableMap {
  const byLowerCase = new Map<string, [string, string]>();
  for (const [key, value] of parameters) {
    const existing = byLowerCase.get(key.toLowerCase());
    byLowerCase.set(key.toLowerCase(), existing ? [existing[0], `${existing[1]},${value}`] : [key, value]);
  }
  return nullable([...byLowerCase.values()]);
}

/**
 * Reads the body that the function is to see. The real host passes one on only when Content-Length says that there is one, and
 * the library drops it for GET and HEAD, so a chunked upload arrives without its body.
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
