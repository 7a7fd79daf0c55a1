import type { HttpRequest } from '@azure/functions';
import { RequestError } from '../../application/errors.ts';
import { phrase } from '../../contract/phrase.ts';

/** How much of a body is read, and the limit as the caller is told. */
export interface BodyLimit {
  readonly bytes: number;
  readonly inWords: string;
}

/** For a body without events: a callback URL has at most 16 KiB. */
export const SMALL_BODY: BodyLimit = { bytes: 64 * 1024, inWords: '64 KiB' };

/** For events: one queue message. What is little over it is read, so that its exact size can be told. */
export const EVENTS_BODY: BodyLimit = { bytes: 56 * 1024, inWords: '48 KiB' };

/**
 * The text of a request, read piece by piece and no further than the limit.
 *
 * @throws RequestError 413 for a longer body
 */
export async function readText(request: HttpRequest, limit: BodyLimit): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit.bytes) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit.bytes) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function tooLarge({ inWords }: BodyLimit): RequestError {
  return new RequestError(413, { code: 'too-large', message: phrase('error.body-too-large', { limit: inWords }) });
}
