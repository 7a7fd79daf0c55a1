import { lookup, Resolver } from 'node:dns/promises';
import type { Resolve } from './callback-policy.ts';

/** Names under `localhost` are loopback (RFC 6761), whatever a name server says. */
const resolveLoopback =
  (resolve: Resolve): Resolve =>
  async (host) =>
    /^(.+\.)?localhost$/i.test(host) ? ['127.0.0.1', '::1'] : resolve(host);

/** Resolves as this machine does, including its hosts file. For local use. */
export const resolveLocally = resolveLoopback(async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address),
);

/** Asks the name servers directly, with a timeout: the system's look-up would occupy threads that files and storage share. */
export const resolveHost = resolveLoopback(async (host) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [failed] = answers.filter((answer) => answer.status === 'rejected');
  if (addresses.length === 0 && failed) throw failed.reason;
  return addresses;
});
