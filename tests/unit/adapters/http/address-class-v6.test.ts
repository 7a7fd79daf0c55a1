import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AddressClass, addressClass } from '../../../../shared/adapters/http/address-class.ts';

const ONES = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';

/** The last address of a network: these first groups, then all bits set. */
function lastUnder(groups: string): string {
  return `${groups}${ONES.slice(groups.length)}`;
}

describe('the address class of an IPv6 address', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['is forbidden for the unspecified address', '::', 'forbidden'],
    ['is private for loopback', '::1', 'private'],
    ['is forbidden for the first IPv4-compatible address after loopback', '::2', 'forbidden'],
    ['is forbidden for the last IPv4-compatible address', '::255.255.255.255', 'forbidden'],
    ['is forbidden directly before the IPv4-mapped addresses', '::fffe:ffff:ffff', 'forbidden'],
    ['is forbidden directly after the IPv4-mapped addresses', '::1:0:0:0', 'forbidden'],
    ['is forbidden for the first of 100::/64 (discard)', '100::', 'forbidden'],
    ['is forbidden for the last of 100::/64 (discard)', lastUnder('0100:0000:0000:0000:'), 'forbidden'],
    ['is forbidden for the first of 64:ff9b::/96 (NAT64)', '64:ff9b::', 'forbidden'],
    ['is forbidden for the first of 64:ff9b:1::/48 (local NAT64)', '64:ff9b:1::', 'forbidden'],
    ['is forbidden for the last of 64:ff9b:1::/48 (local NAT64)', lastUnder('0064:ff9b:0001:'), 'forbidden'],
    ['is forbidden after 64:ff9b:1::/48, where nothing is assigned', '64:ff9b:2::1', 'forbidden'],
    ['is forbidden for an unassigned address', '1::1', 'forbidden'],
    ['is forbidden directly before 2000::/3', lastUnder('1fff:'), 'forbidden'],
    ['is public for the first of 2000::/3 (global unicast)', '2000::', 'public'],
    ['is public for the last of 2000::/3 (global unicast)', lastUnder('3fff:'), 'public'],
    ['is forbidden directly after 2000::/3', '4000::', 'forbidden'],
    ['is public directly before 2001::/23', lastUnder('2000:'), 'public'],
    ['is forbidden for the first of 2001::/23 (protocol assignments)', '2001::', 'forbidden'],
    ['is forbidden for the last of 2001::/32 (Teredo)', lastUnder('2001:0000:'), 'forbidden'],
    ['is forbidden in 2001:2::/48 (benchmarks)', '2001:2::1', 'forbidden'],
    ['is forbidden in 2001:10::/28 (ORCHID)', '2001:10::1', 'forbidden'],
    ['is forbidden in 2001:20::/28 (ORCHIDv2)', '2001:20::1', 'forbidden'],
    ['is forbidden for the last of 2001::/23 (protocol assignments)', lastUnder('2001:01ff:'), 'forbidden'],
    ['is public directly after 2001::/23', '2001:200::', 'public'],
    ['is public directly before 2001:db8::/32', lastUnder('2001:0db7:'), 'public'],
    ['is forbidden for the first of 2001:db8::/32 (documentation)', '2001:db8::', 'forbidden'],
    ['is forbidden for the last of 2001:db8::/32 (documentation)', lastUnder('2001:0db8:'), 'forbidden'],
    ['is public directly after 2001:db8::/32', '2001:db9::', 'public'],
    ['is public directly before 2002::/16', lastUnder('2001:'), 'public'],
    ['is forbidden for the first of 2002::/16 (6to4)', '2002::', 'forbidden'],
    ['is forbidden for 6to4 of a public address', '2002:808:808::1', 'forbidden'],
    ['is forbidden for the last of 2002::/16 (6to4)', lastUnder('2002:'), 'forbidden'],
    ['is public directly after 2002::/16', '2003::', 'public'],
    ['is public directly before 3fff::/20', lastUnder('3ffe:'), 'public'],
    ['is forbidden for the first of 3fff::/20 (documentation)', '3fff::', 'forbidden'],
    ['is forbidden for the last of 3fff::/20 (documentation)', lastUnder('3fff:0fff:'), 'forbidden'],
    ['is public directly after 3fff::/20', '3fff:1000::', 'public'],
    ['is forbidden for the first of 5f00::/16 (segment routing)', '5f00::', 'forbidden'],
    ['is forbidden for the last of 5f00::/16 (segment routing)', lastUnder('5f00:'), 'forbidden'],
    ['is forbidden directly before fc00::/7', lastUnder('fbff:'), 'forbidden'],
    ['is private for the first of fc00::/7 (unique local)', 'fc00::', 'private'],
    ['is private for the last of fc00::/7 (unique local)', lastUnder('fdff:'), 'private'],
    ['is forbidden directly after fc00::/7', 'fe00::', 'forbidden'],
    ['is forbidden for the first of fe80::/10 (link-local)', 'fe80::', 'forbidden'],
    ['is forbidden for the last of fe80::/10 (link-local)', lastUnder('febf:'), 'forbidden'],
    ['is forbidden for the first of fec0::/10 (site-local)', 'fec0::', 'forbidden'],
    ['is forbidden for the last of fec0::/10 (site-local)', lastUnder('feff:'), 'forbidden'],
    ['is forbidden for the first of ff00::/8 (multicast)', 'ff00::', 'forbidden'],
    ['is forbidden for the last of ff00::/8 (multicast)', ONES, 'forbidden'],
    ['is private for the metadata service of Amazon, a unique local address', 'fd00:ec2::254', 'private'],
    ['is public for a public name server', '2606:4700:4700::1111', 'public'],
  ])('%s (%s)', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

describe('the address class of an IPv6 address that embeds an IPv4 address', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['is forbidden for the IPv4-mapped metadata service in dotted form', '::ffff:169.254.169.254', 'forbidden'],
    ['is forbidden for the IPv4-mapped metadata service as the URL parser writes it', '::ffff:a9fe:a9fe', 'forbidden'],
    [
      'is forbidden for the IPv4-mapped metadata service in full form and upper case',
      '0000:0000:0000:0000:0000:FFFF:A9FE:A9FE',
      'forbidden',
    ],
    ['is forbidden for the IPv4-mapped platform address of Azure', '::ffff:168.63.129.16', 'forbidden'],
    ['is private for IPv4-mapped loopback', '::ffff:127.0.0.1', 'private'],
    ['is private for an IPv4-mapped private address', '::ffff:10.1.2.3', 'private'],
    ['is public for an IPv4-mapped public address', '::ffff:8.8.8.8', 'public'],
    ['is forbidden for every IPv4-translated address', '::ffff:0:8.8.8.8', 'forbidden'],
    ['is forbidden for IPv4-compatible loopback', '::127.0.0.1', 'forbidden'],
    ['is forbidden for IPv4-compatible loopback in hexadecimal', '::7f00:1', 'forbidden'],
    ['is forbidden for an IPv4-compatible public address', '::8.8.8.8', 'forbidden'],
    ['is forbidden for NAT64 of the metadata service', '64:ff9b::169.254.169.254', 'forbidden'],
    ['is forbidden for NAT64 of a private address', '64:ff9b::10.0.0.1', 'forbidden'],
    ['is forbidden for local NAT64 of a private address', '64:ff9b:1::10.0.0.1', 'forbidden'],
    ['is forbidden for Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2', 'forbidden'],
    ['is forbidden for 6to4 of loopback', '2002:7f00:1::', 'forbidden'],
    ['is forbidden for 6to4 of the metadata service', '2002:a9fe:a9fe::1', 'forbidden'],
    ['is forbidden for ISATAP of a private address', '2606:4700::5efe:10.0.0.1', 'forbidden'],
    ['is forbidden for ISATAP of loopback', '2606:4700::5efe:127.0.0.1', 'forbidden'],
    ['is forbidden for ISATAP of the metadata service in hexadecimal', '2606:4700::5efe:a9fe:a9fe', 'forbidden'],
    [
      'is forbidden for ISATAP of a private address with the global bit',
      '2606:4700::200:5efe:192.168.0.1',
      'forbidden',
    ],
    ['is public for ISATAP of a public address', '2606:4700::5efe:8.8.8.8', 'public'],
    ['is public for ISATAP of a public address with the global bit', '2606:4700::200:5efe:8.8.8.8', 'public'],
    ['is public when the ISATAP marker 5efe is in another place', '2606:4700:5efe::a9fe:a9fe', 'public'],
    ['is public when the ISATAP marker 5efe follows another group', '2606:4700::1:5efe:a9fe:a9fe', 'public'],
  ])('%s (%s)', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

describe('the address class of an IPv6 text', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['is forbidden for a link-local address with a zone', 'fe80::1%eth0', 'forbidden'],
    ['is forbidden for the IPv4-mapped metadata service with a zone', '::ffff:169.254.169.254%eth0', 'forbidden'],
    ['is private for loopback with a zone', '::1%lo', 'private'],
    ['is forbidden for an empty zone, which is not an address', 'fe80::1%', 'forbidden'],
    ['is private for a unique local address in upper case', 'FD00::1', 'private'],
    ['is private for loopback in full form', '0:0:0:0:0:0:0:1', 'private'],
    ['is private for loopback with leading zeros', '0000:0000:0000:0000:0000:0000:0000:0001', 'private'],
    ['is forbidden for two gaps, which are not an address', '2606::1::1', 'forbidden'],
    ['is forbidden for nine groups, which are not an address', '2606:1:2:3:4:5:6:7:8', 'forbidden'],
    ['is forbidden for seven groups, which are not an address', '2606:1:2:3:4:5:6', 'forbidden'],
    ['is forbidden for a group of five digits, which is not an address', '2606::12345', 'forbidden'],
    ['is forbidden for one colon, which is not an address', ':', 'forbidden'],
    ['is forbidden for an address in brackets', '[2606:4700::1]', 'forbidden'],
    ['is forbidden for an address with a prefix length', '2606:4700::/32', 'forbidden'],
  ])('%s', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

test('no IPv6 address outside 2000::/3 is public, except IPv4-mapped ones', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const inGlobal = /^[23][0-9a-f]{3}:/i.test(address);
      const mapped = /^[0:]*:ffff:/i.test(address);
      fc.pre(!inGlobal && !mapped);
      expect(addressClass(address)).not.toBe('public');
    }),
    { numRuns: 1_000 },
  );
});
