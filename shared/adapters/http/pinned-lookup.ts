import { isIP, type LookupFunction } from 'node:net';
import { type CallbackPolicy, mayConnect, type Resolve } from './callback-policy.ts';

/** The host leads, at least in part, to an address that is not allowed. */
export class AddressRefused extends Error {
  constructor() {
    super('the callback leads to an address that is not allowed');
    this.name = 'AddressRefused';
  }
}

/**
 * Resolves the host of a callback for one connection, judges every address, and gives the socket those very addresses: a
 * name server that answers differently the next time cannot lead it elsewhere.
 */
export function pinnedLookup(
  url: URL,
  { policy, resolve }: { policy: CallbackPolicy; resolve: Resolve },
): LookupFunction {
  return (host, options, callback) => {
    resolve(host.replace(/\.$/, '')).then(
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
      // Whatever the resolver's own code says, for the attempt it is a name that did not resolve.
      () => callback(Object.assign(new Error('the host did not resolve'), { code: 'ENOTFOUND' }), ''),
    );
  };
}
