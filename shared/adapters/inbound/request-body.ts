import type { HttpRequest } from '@azure/functions';
import { RequestError } from '../../application/errors.ts';

/** The largest body of a call that carries no events: a callback URL has at most 16 KiB. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The largest body with events: what one queue message holds, and room for white space. */
export const MAX_EVENTS_BYTES = 64 * 1024;

/**
 * The text of a request, read piece by piece, and no further than the limit.
 *
 * @throws RequestError 413 for a longer body
 */
export async function readText(request: HttpRequest, limit: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function tooLarge(limit: number): RequestError {
  const message = `the body is over ${limit / 1024} KiB; expected at most ${limit / 1024} KiB`;
  return new RequestError(413, { code: 'too-large', message });
}
