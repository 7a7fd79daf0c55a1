import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { encodingFor } from './accept-encoding.ts';
import { findConsoleFile, readConsoleFile } from './console-files.ts';

/**
 * Fluent's components insert empty style elements and fill them by script, which this policy allows by the hash of the empty
 * text. A style element with text stays refused.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'strict-transport-security': 'max-age=31536000',
  vary: 'accept-encoding',
};

/** The page, or one of its scripts: whatever the build has named, and nothing else. */
export function consoleAnswer(request: HttpRequest): HttpResponseInit {
  const name = request.params.path || 'index.html';
  const file = findConsoleFile(name);
  if (!file) return plain(404, `The console has no file ${JSON.stringify(name)}.`);
  const encoding = encodingFor(request.headers.get('accept-encoding'));
  if (!encoding) return plain(406, 'The console is sent as br or gzip only; accept one of them.');
  const etag = `"${file.etag}-${encoding.name}"`;
  const headers = {
    ...HEADERS,
    etag,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (isKnown(request.headers.get('if-none-match'), etag)) return { status: 304, headers };
  const body = readConsoleFile(name, encoding);
  const described = {
    ...headers,
    'content-type': file.type,
    'content-encoding': encoding.name,
    'content-length': String(body.length),
  };
  return request.method === 'HEAD' ? { headers: described } : { headers: described, body };
}

/** The answer of a console that is turned off. */
export function consoleOffAnswer(): HttpResponseInit {
  return plain(404, 'The console is turned off.');
}

function plain(status: number, text: string): HttpResponseInit {
  return {
    status,
    headers: { ...HEADERS, 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' },
    body: `${text}\n`,
  };
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known !== undefined && (known.includes('*') || known.includes(etag));
}
