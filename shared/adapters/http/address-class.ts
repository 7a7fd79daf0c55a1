import { BlockList, isIP } from 'node:net';

/**
 * Who an address reaches: a public receiver (`public`), this machine or its own network (`private`), or a target that no webhook
 * may have (`forbidden`), such as the metadata service of a cloud.
 */
export type AddressClass = 'public' | 'private' | 'forbidden';

/** IANA's registry of special IPv4 addresses, and 168.63.129.16, a public-looking address that Azure uses for itself. */
const FORBIDDEN_V4 = [
  ['0.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
] as const;

const PRIVATE_V4 = [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const;

const PRIVATE_V6 = [
  ['::1', 128],
  ['fc00::', 7],
] as const;

/** The only IPv6 block that is assigned to the public. */
const GLOBAL_V6 = [['2000::', 3]] as const;

/** Special blocks within the public one: protocol assignments with Teredo and ORCHID, documentation, 6to4, documentation. */
const FORBIDDEN_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

function listOf(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}

const forbiddenV4 = listOf(FORBIDDEN_V4, 'ipv4');
const privateV4 = listOf(PRIVATE_V4, 'ipv4');
const privateV6 = listOf(PRIVATE_V6, 'ipv6');
const globalV6 = listOf(GLOBAL_V6, 'ipv6');
const forbiddenV6 = listOf(FORBIDDEN_V6, 'ipv6');

/** The class of an IPv4 or IPv6 address. Any other text is forbidden. */
export function addressClass(address: string): AddressClass {
  const family = isIP(address);
  if (family === 4) return classOfV4(address);
  return family === 6 ? classOfV6(address) : 'forbidden';
}

function classOfV4(address: string): AddressClass {
  if (forbiddenV4.check(address)) return 'forbidden';
  return privateV4.check(address) ? 'private' : 'public';
}

function classOfV6(address: string): AddressClass {
  const groups = groupsOf(address);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return classOfV4(embeddedV4(groups));
  if (privateV6.check(address, 'ipv6')) return 'private';
  if (!globalV6.check(address, 'ipv6') || forbiddenV6.check(address, 'ipv6')) return 'forbidden';
  return isIsatap(groups) ? classOfIsatap(groups) : 'public';
}

/** ISATAP (RFC 5214) hides an IPv4 address behind the interface ID `[02]00:5efe`. */
function isIsatap(groups: readonly number[]): boolean {
  return groups[5] === 0x5efe && (groups[4] === 0 || groups[4] === 0x0200);
}

function classOfIsatap(groups: readonly number[]): AddressClass {
  return classOfV4(embeddedV4(groups)) === 'public' ? 'public' : 'forbidden';
}

function embeddedV4(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/**
 * The eight groups of an IPv6 address. The URL parser removes dotted parts, so only `::` is left to expand. `ipaddr.js` is not
 * used: it reads `::1.2.3.4` as the mapped address `::ffff:1.2.3.4`, which has another class.
 */
function groupsOf(address: string): number[] {
  const [withoutZone = ''] = address.split('%');
  const { hostname } = new URL(`http://[${withoutZone}]/`);
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const gap = Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...gap, ...back].map((group) => Number.parseInt(group, 16));
}
