import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { fingerprint } from '../../domain/fingerprint.ts';
import { languageOf } from './accept-language.ts';
import { languageHeaders } from './localize.ts';

/** The answer with a weak ETag of its content and language, or 304 when the caller has that already. */
export function answerUnlessKnown(request: HttpRequest, body: object, content: object): HttpResponseInit {
  const language = languageOf(request);
  const etag = `W/"${fingerprint(language, JSON.stringify(content))}"`;
  const headers = { ...languageHeaders(language), etag };
  return isKnown(request.headers.get('if-none-match'), etag) ? { status: 304, headers } : { headers, jsonBody: body };
}

/** Compares weakly (RFC 9110, 13.1.2): a proxy may have made a strong tag of a weak one, or the other way round. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag.slice('W/'.length));
}
