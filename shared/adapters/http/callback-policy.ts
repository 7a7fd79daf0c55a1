import { isIP } from 'node:net';
import { type Phrase, phrase } from '../../contract/phrase.ts';
import { addressClass } from './address-class.ts';

/** The rules for callback URLs. */
export interface CallbackPolicy {
  /** Host suffixes such as `.logic.azure.com`; `*` for any public host. */
  readonly allowedHosts: readonly string[];
  /** For local use: also allows http, loopback and private addresses. */
  readonly allowInsecure: boolean;
  /** The hosts of this app, as `host` or `host:port`. A webhook to the app itself would be a loop. */
  readonly ownHosts: readonly string[];
}

/** Resolves a host to all of its addresses. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const LOOPBACK = ['127.0.0.1', '::1'];

/** The addresses of a host name. Names under `localhost` are loopback (RFC 6761), whatever a resolver says. */
export async function addressesOf(host: string, resolve: Resolve): Promise<readonly string[]> {
  return /(^|\.)localhost$/i.test(host) ? LOOPBACK : resolve(host);
}

/** The host of a URL without the brackets of IPv6 and without a trailing dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** The fault of a callback URL's text, before its host is resolved; `undefined` when it has none. */
export function faultOfUrl(text: string, policy: CallbackPolicy): Phrase | undefined {
  const url = URL.parse(text);
  if (!url) return phrase('callback.no-url');
  if (!/^[\x21-\x7e]+$/.test(text)) return phrase('callback.characters');
  if (url.protocol !== 'https:' && !(policy.allowInsecure && url.protocol === 'http:')) {
    return phrase('callback.scheme', { scheme: url.protocol.slice(0, -1) });
  }
  if (!/^[a-z]+:\/\/[^/]/i.test(text)) return phrase('callback.slashes');
  if (text.includes('\\')) return phrase('callback.backslash');
  if (url.username || url.password) return phrase('callback.user');
  if (url.hash) return phrase('callback.fragment');
  if (isOwn(url, policy)) return phrase('callback.own');
  if (!isListed(url, policy) && !policy.allowInsecure) {
    return phrase('callback.host', { host: url.hostname, hosts: policy.allowedHosts.join(', ') });
  }
  return undefined;
}

/**
 * The management site of a function app: its host is that of the app with `scm` as one of the labels in front, such as
 * `app.scm.azurewebsites.net` or `app-hash.scm.westeurope-01.azurewebsites.net`.
 */
const MANAGEMENT_SITE =
  /(^|\.)scm\.([^.]+\.)*(azurewebsites\.(net|us)|chinacloudsites\.cn|appserviceenvironment\.(net|us))$/;

/** The management site of any function app counts as own: it can change what runs. */
function isOwn(url: URL, { ownHosts }: CallbackPolicy): boolean {
  const host = hostOf(url).toLowerCase();
  return MANAGEMENT_SITE.test(host) || [host, `${host}:${url.port}`].some((name) => ownHosts.includes(name));
}

/** Whether the host list allows the host. Only `*` allows an IP literal. */
function isListed(url: URL, { allowedHosts }: CallbackPolicy): boolean {
  const host = hostOf(url).toLowerCase();
  if (allowedHosts.includes('*')) return true;
  return (
    !isIP(host) && allowedHosts.some((suffix) => `.${host}`.endsWith(suffix.startsWith('.') ? suffix : `.${suffix}`))
  );
}

/**
 * Whether every address of a callback is allowed. One forbidden address refuses all of them, since the next connection could use
 * it. A host outside the list comes here only in local use, and its addresses must be private.
 */
export function mayConnect(url: URL, addresses: readonly string[], policy: CallbackPolicy): boolean {
  const listed = isListed(url, policy);
  return (
    addresses.length > 0 &&
    addresses
      .map(addressClass)
      .every((kind) => (kind === 'private' ? policy.allowInsecure : kind === 'public' && listed))
  );
}
