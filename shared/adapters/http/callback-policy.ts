import { isIP } from 'node:net';
import { addressClass } from './address-class.ts';

/** Where callbacks may lead. */
export interface CallbackPolicy {
  /** Host suffixes such as `.logic.azure.com`; `*` for any public host. */
  readonly allowedHosts: readonly string[];
  /** Also http, this machine and its own network: for local use. */
  readonly allowInsecure: boolean;
  /** Our own hosts, as `host` or `host:port`: a webhook to ourselves would go round in a circle. */
  readonly ownHosts: readonly string[];
}

/** All addresses that a host resolves to. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** The host of a URL as names are compared and sockets opened: without the brackets of IPv6 and a trailing point. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** What is wrong with the text of a callback URL, whatever its host resolves to. */
export function faultOfUrl(text: string, policy: CallbackPolicy): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'not a URL; expected the https address of a webhook receiver';
  if (!/^[\x21-\x7e]+$/.test(text))
    return 'the URL has a space, a control character or a letter outside ASCII; expected it percent-encoded';
  if (url.protocol !== 'https:' && !(policy.allowInsecure && url.protocol === 'http:')) {
    return `the scheme ${url.protocol.slice(0, -1)} is not allowed; expected https`;
  }
  if (!/^[a-z]+:\/\/[^/]/i.test(text)) return 'expected // behind the scheme, and then the host';
  if (text.includes('\\')) return 'the URL has a backslash; expected it percent-encoded';
  if (url.username || url.password) return 'the URL carries a user name or password; expected none';
  if (url.hash) return 'the URL has a fragment, which is never sent; expected none';
  if (isOwn(url, policy)) return 'the URL leads back to this service; expected another receiver';
  if (!isListed(url, policy) && !policy.allowInsecure) {
    return `the host ${url.hostname} is not allowed; expected one that ends in ${policy.allowedHosts.join(', ')}`;
  }
  return undefined;
}

/** The pages that manage a function app stand beside it, under `.scm.`. */
function isOwn(url: URL, { ownHosts }: CallbackPolicy): boolean {
  const host = hostOf(url).toLowerCase();
  return (
    host.endsWith('.scm.azurewebsites.net') || [host, `${host}:${url.port}`].some((name) => ownHosts.includes(name))
  );
}

/** Whether the host list names the host; an IP literal is only named by `*`. */
function isListed(url: URL, { allowedHosts }: CallbackPolicy): boolean {
  const host = hostOf(url).toLowerCase();
  if (allowedHosts.includes('*')) return true;
  return (
    !isIP(host) && allowedHosts.some((suffix) => `.${host}`.endsWith(suffix.startsWith('.') ? suffix : `.${suffix}`))
  );
}

/**
 * Whether every address of a callback may be connected to. One bad address among good ones refuses them all, since the next
 * connection could go to it. A host that the list does not name gets here for local use only, and must be local.
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
