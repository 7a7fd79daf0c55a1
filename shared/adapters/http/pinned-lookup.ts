import { isIP, type LookupFunction } from 'node:net';
import { addressesOf, type CallbackPolicy, mayConnect, type Resolve } from './callback-policy.ts';

/** The host resolves to an address that is not allowed. */
export class AddressRefused extends Error {
  constructor() {
    super('the callback leads to an address that is not allowed');
    this.name = 'AddressRefused';
  }
}

/**
 * A look-up for one connection: resolves the host of a callback, checks every address, and pins the socket to exactly these
 * addresses. A name server that answers differently the next time (DNS rebinding) changes nothing.
 */
export function pinnedLookup(
  url: URL,
  { policy, resolve }: { policy: CallbackPolicy; resolve: Resolve },
): LookupFunction {
  return (host, options, callback) => {
    addressesOf(host.replace(/\.$/, ''), resolve).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !mayConnect(url, addresses, policy)) return callback(new AddressRefused(), '');
        if (options.all)
          return callback(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        return callback(null, first, isIP(first));
      },
      // Resolvers have many error codes; for the attempt each of them means that the host did not resolve.
      () => callback(Object.assign(new Error('the host did not resolve'), { code: 'ENOTFOUND' }), ''),
    );
  };
}
