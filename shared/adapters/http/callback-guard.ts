import { isIP } from 'node:net';
import type { CallbackGuard } from '../../application/ports.ts';
import { phrase } from '../../contract/phrase.ts';
import { addressesOf, type CallbackPolicy, faultOfUrl, hostOf, mayConnect, type Resolve } from './callback-policy.ts';

/** Checks callback URLs at registration. A host that does not resolve now is checked again before each attempt. */
export function createCallbackGuard(policy: CallbackPolicy, resolve: Resolve): CallbackGuard {
  return {
    async check(text) {
      const fault = faultOfUrl(text, policy);
      if (fault) return fault;
      const url = new URL(text);
      const host = hostOf(url);
      const addresses = isIP(host) ? [host] : await addressesOf(host, resolve).catch(() => undefined);
      if (!addresses || mayConnect(url, addresses, policy)) return undefined;
      return phrase('callback.address', { host: url.hostname });
    },
  };
}
