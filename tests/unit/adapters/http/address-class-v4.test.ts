import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AddressClass, addressClass } from '../../../../shared/adapters/http/address-class.ts';

/** A network with its first and last address and its public neighbours. A neighbour is absent where another network adjoins. */
type Network = [
  rule: string,
  kind: AddressClass,
  first: string,
  last: string,
  before?: string | undefined,
  after?: string,
];

const NETWORKS: Network[] = [
  ['0.0.0.0/8 (this network)', 'forbidden', '0.0.0.0', '0.255.255.255', undefined, '1.0.0.0'],
  ['10.0.0.0/8 (private)', 'private', '10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
  ['100.64.0.0/10 (carrier NAT)', 'forbidden', '100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
  ['127.0.0.0/8 (loopback)', 'private', '127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
  [
    '168.63.129.16/32 (Azure platform)',
    'forbidden',
    '168.63.129.16',
    '168.63.129.16',
    '168.63.129.15',
    '168.63.129.17',
  ],
  ['169.254.0.0/16 (link-local)', 'forbidden', '169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
  ['172.16.0.0/12 (private)', 'private', '172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
  ['192.0.0.0/24 (protocol assignments)', 'forbidden', '192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
  ['192.0.2.0/24 (documentation)', 'forbidden', '192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
  ['192.31.196.0/24 (AS112)', 'forbidden', '192.31.196.0', '192.31.196.255', '192.31.195.255', '192.31.197.0'],
  ['192.52.193.0/24 (AMT)', 'forbidden', '192.52.193.0', '192.52.193.255', '192.52.192.255', '192.52.194.0'],
  ['192.88.99.0/24 (6to4 relays)', 'forbidden', '192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
  ['192.168.0.0/16 (private)', 'private', '192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
  ['192.175.48.0/24 (AS112)', 'forbidden', '192.175.48.0', '192.175.48.255', '192.175.47.255', '192.175.49.0'],
  ['198.18.0.0/15 (benchmarks)', 'forbidden', '198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
  ['198.51.100.0/24 (documentation)', 'forbidden', '198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
  ['203.0.113.0/24 (documentation)', 'forbidden', '203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
  ['224.0.0.0/4 (multicast)', 'forbidden', '224.0.0.0', '239.255.255.255', '223.255.255.255'],
  ['240.0.0.0/4 (reserved and broadcast)', 'forbidden', '240.0.0.0', '255.255.255.255'],
];

describe.each(NETWORKS)('IPv4 network %s', (_rule, kind, first, last, before, after) => {
  test(`has the address class ${kind} from its first address to its last`, () => {
    expect([first, last].map(addressClass)).toEqual([kind, kind]);
  });

  test('has public addresses directly before and after it', () => {
    const neighbours = [before, after].filter((address) => address !== undefined);
    expect(neighbours.map(addressClass)).toEqual(neighbours.map(() => 'public'));
  });

  test('has the same address class as an IPv4-mapped IPv6 address', () => {
    expect(addressClass(`::ffff:${first}`)).toBe(kind);
    expect(addressClass(`0:0:0:0:0:FFFF:${hexOf(last)}`)).toBe(kind);
  });
});

describe('the address class of an IPv4 address', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['is forbidden for the metadata service of Azure', '169.254.169.254', 'forbidden'],
    ['is forbidden for the identity endpoint of App Service', '169.254.129.2', 'forbidden'],
    ['is forbidden for the metadata service of Alibaba', '100.100.100.200', 'forbidden'],
    ['is forbidden for the broadcast address', '255.255.255.255', 'forbidden'],
    ['is private for loopback', '127.0.0.1', 'private'],
    ['is public for a public name server', '8.8.8.8', 'public'],
    ['is public for a Logic Apps address', '13.77.56.167', 'public'],
  ])('%s', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

describe('text that is not an IPv4 address', () => {
  test.each([
    ['an empty text', ''],
    ['a host name', 'localhost'],
    ['a short form', '127.1'],
    ['one decimal number', '2130706433'],
    ['hexadecimal parts', '0x7f.0.0.1'],
    ['octal parts', '0177.0.0.1'],
    ['leading zeros', '127.000.000.001'],
    ['a part above 255', '256.1.1.1'],
    ['five parts', '8.8.8.8.8'],
    ['an address with a port', '8.8.8.8:80'],
    ['an address with a prefix length', '8.8.8.8/32'],
    ['an address with a leading space', ' 8.8.8.8'],
    ['an address in brackets', '[::1]'],
    ['full-width digits', '８.８.８.８'],
  ])('has the address class forbidden: %s', (_rule, address) => {
    expect(addressClass(address)).toBe('forbidden');
  });

  test('always has an address class and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['public', 'private', 'forbidden']).toContain(addressClass(text));
      }),
    );
  });
});

test('every IPv4 address has the address class of its network in the table, or is public', () => {
  const edges = NETWORKS.flatMap(([, , first, last]) => [numberOf(first), numberOf(last)]);
  const nearEdge = fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -2, max: 2 }))
    .map(([edge, step]) => Math.min(2 ** 32 - 1, Math.max(0, edge + step)));
  fc.assert(
    fc.property(fc.oneof(nearEdge, fc.nat(2 ** 32 - 1)), (number) => {
      const network = NETWORKS.find(([, , first, last]) => numberOf(first) <= number && number <= numberOf(last));
      expect(addressClass(addressOf(number))).toBe(network?.[1] ?? 'public');
    }),
    { numRuns: 2_000 },
  );
});

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** An IPv4 address as two hexadecimal groups: `7f00:1` for 127.0.0.1. */
function hexOf(address: string): string {
  const number = numberOf(address);
  return `${Math.floor(number / 65_536).toString(16)}:${(number % 65_536).toString(16)}`;
}
