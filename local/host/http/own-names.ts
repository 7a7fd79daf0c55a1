import type { IncomingMessage } from 'node:http';

/** Methods that change nothing. A browser lets a page of another origin send them, but not read the response. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The names by which this host may be called: `localhost:7071`, and so on. */
export function ownNames(port: number, more: readonly string[]): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => [
    `${name}:${port}`,
    // Clients leave the default port out.
    ...(port === 80 ? [name] : []),
  ]);
  return new Set([...names, ...more].map((name) => name.toLowerCase()));
}

/**
 * Why a request is refused; `undefined` when it is not. A host on a developer's machine asks for no keys, so web pages must not
 * reach it: neither by a name of their own that leads to this machine (DNS rebinding), nor by sending a form or script request
 * from another origin.
 */
export function refusalOf({ method = '', headers }: IncomingMessage, names: ReadonlySet<string>): string | undefined {
  const { host, origin } = headers;
  if (host !== undefined && !names.has(host.toLowerCase()))
    return `'${host}' is not a name of this host; expected one of ${[...names].join(', ')}. HOST_NAMES takes further ones.`;
  if (origin === undefined || SAFE_METHODS.has(method) || isOwnOrigin(origin, names)) return undefined;
  return `A page of ${origin} may not change anything on this host.`;
}

/** An opaque origin is the text `null`. */
function isOwnOrigin(origin: string, names: ReadonlySet<string>): boolean {
  return names.has(URL.parse(origin)?.host.toLowerCase() ?? '');
}
