import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AddressClass, addressClass } from '../../../../shared/adapters/http/address-class.ts';

const ONES = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';

/** The address whose first groups are these and whose other bits are all set. */
function lastUnder(groups: string): string {
  return `${groups}${ONES.slice(groups.length)}`;
}

describe('networks, with their neighbours outside', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['the unspecified address is forbidden', '::', 'forbidden'],
    ['::1 is this machine', '::1', 'private'],
    ['::2, the first behind it, is IPv4-compatible', '::2', 'forbidden'],
    ['the last IPv4-compatible address', '::255.255.255.255', 'forbidden'],
    ['the last address before the mapped ones', '::fffe:ffff:ffff', 'forbidden'],
    ['the first address behind the mapped ones', '::1:0:0:0', 'forbidden'],
    ['100::/64, discard, first', '100::', 'forbidden'],
    ['100::/64, last', lastUnder('0100:0000:0000:0000:'), 'forbidden'],
    ['64:ff9b::/96, NAT64, first', '64:ff9b::', 'forbidden'],
    ['64:ff9b:1::/48, local NAT64, first', '64:ff9b:1::', 'forbidden'],
    ['64:ff9b:1::/48, last', lastUnder('0064:ff9b:0001:'), 'forbidden'],
    ['behind it nothing is given out', '64:ff9b:2::1', 'forbidden'],
    ['1::1 was never given out', '1::1', 'forbidden'],
    ['the last address before 2000::/3', lastUnder('1fff:'), 'forbidden'],
    ['2000::/3 is public, first', '2000::', 'public'],
    ['2000::/3, last', lastUnder('3fff:'), 'public'],
    ['the first address behind 2000::/3', '4000::', 'forbidden'],
    ['the last address before 2001::/23', lastUnder('2000:'), 'public'],
    ['2001::/23, protocol assignments with Teredo, first', '2001::', 'forbidden'],
    ['2001::/32, Teredo, last', lastUnder('2001:0000:'), 'forbidden'],
    ['2001:2::/48, benchmarks', '2001:2::1', 'forbidden'],
    ['2001:10::/28, ORCHID', '2001:10::1', 'forbidden'],
    ['2001:20::/28, ORCHIDv2', '2001:20::1', 'forbidden'],
    ['2001::/23, last', lastUnder('2001:01ff:'), 'forbidden'],
    ['the first address behind 2001::/23', '2001:200::', 'public'],
    ['the last address before 2001:db8::/32', lastUnder('2001:0db7:'), 'public'],
    ['2001:db8::/32, documentation, first', '2001:db8::', 'forbidden'],
    ['2001:db8::/32, last', lastUnder('2001:0db8:'), 'forbidden'],
    ['the first address behind 2001:db8::/32', '2001:db9::', 'public'],
    ['the last address before 2002::/16', lastUnder('2001:'), 'public'],
    ['2002::/16, 6to4, first', '2002::', 'forbidden'],
    ['6to4 of a public address is forbidden too', '2002:808:808::1', 'forbidden'],
    ['2002::/16, last', lastUnder('2002:'), 'forbidden'],
    ['the first address behind 2002::/16', '2003::', 'public'],
    ['the last address before 3fff::/20', lastUnder('3ffe:'), 'public'],
    ['3fff::/20, documentation, first', '3fff::', 'forbidden'],
    ['3fff::/20, last', lastUnder('3fff:0fff:'), 'forbidden'],
    ['the first address behind 3fff::/20', '3fff:1000::', 'public'],
    ['5f00::/16, segment routing, first', '5f00::', 'forbidden'],
    ['5f00::/16, last', lastUnder('5f00:'), 'forbidden'],
    ['the last address before fc00::/7', lastUnder('fbff:'), 'forbidden'],
    ['fc00::/7, unique local, first', 'fc00::', 'private'],
    ['fc00::/7, last', lastUnder('fdff:'), 'private'],
    ['the first address behind fc00::/7', 'fe00::', 'forbidden'],
    ['fe80::/10, link-local, first', 'fe80::', 'forbidden'],
    ['fe80::/10, last', lastUnder('febf:'), 'forbidden'],
    ['fec0::/10, site-local, first', 'fec0::', 'forbidden'],
    ['fec0::/10, last', lastUnder('feff:'), 'forbidden'],
    ['ff00::/8, multicast, first', 'ff00::', 'forbidden'],
    ['ff00::/8, last', ONES, 'forbidden'],
    ['the metadata service of Amazon is unique local', 'fd00:ec2::254', 'private'],
    ['a public name server is public', '2606:4700:4700::1111', 'public'],
  ])('%s: %s', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

describe('IPv4 inside IPv6', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['mapped metadata service, with points', '::ffff:169.254.169.254', 'forbidden'],
    ['mapped metadata service, as the URL parser writes it', '::ffff:a9fe:a9fe', 'forbidden'],
    ['mapped metadata service, in full and upper case', '0000:0000:0000:0000:0000:FFFF:A9FE:A9FE', 'forbidden'],
    ['mapped Azure address', '::ffff:168.63.129.16', 'forbidden'],
    ['mapped loopback', '::ffff:127.0.0.1', 'private'],
    ['mapped private', '::ffff:10.1.2.3', 'private'],
    ['mapped public', '::ffff:8.8.8.8', 'public'],
    ['translated (::ffff:0:a.b.c.d), whatever it holds', '::ffff:0:8.8.8.8', 'forbidden'],
    ['compatible loopback', '::127.0.0.1', 'forbidden'],
    ['compatible loopback in hexadecimal', '::7f00:1', 'forbidden'],
    ['compatible public', '::8.8.8.8', 'forbidden'],
    ['NAT64 of the metadata service', '64:ff9b::169.254.169.254', 'forbidden'],
    ['NAT64 of a private address', '64:ff9b::10.0.0.1', 'forbidden'],
    ['local NAT64 of a private address', '64:ff9b:1::10.0.0.1', 'forbidden'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2', 'forbidden'],
    ['6to4 of loopback', '2002:7f00:1::', 'forbidden'],
    ['6to4 of the metadata service', '2002:a9fe:a9fe::1', 'forbidden'],
    ['ISATAP of a private address', '2606:4700::5efe:10.0.0.1', 'forbidden'],
    ['ISATAP of loopback', '2606:4700::5efe:127.0.0.1', 'forbidden'],
    ['ISATAP of the metadata service, in hexadecimal', '2606:4700::5efe:a9fe:a9fe', 'forbidden'],
    ['ISATAP with the bit of a global address', '2606:4700::200:5efe:192.168.0.1', 'forbidden'],
    ['ISATAP of a public address', '2606:4700::5efe:8.8.8.8', 'public'],
    ['ISATAP of a public address with the global bit', '2606:4700::200:5efe:8.8.8.8', 'public'],
    ['5efe elsewhere is no ISATAP', '2606:4700:5efe::a9fe:a9fe', 'public'],
    ['5efe behind another group is no ISATAP', '2606:4700::1:5efe:a9fe:a9fe', 'public'],
  ])('%s: %s', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

describe('zones and spelling', () => {
  test.each<[rule: string, address: string, kind: AddressClass]>([
    ['a zone does not free a link-local address', 'fe80::1%eth0', 'forbidden'],
    ['a zone does not free a mapped address', '::ffff:169.254.169.254%eth0', 'forbidden'],
    ['loopback with a zone', '::1%lo', 'private'],
    ['an empty zone is no address', 'fe80::1%', 'forbidden'],
    ['upper case', 'FD00::1', 'private'],
    ['loopback in full', '0:0:0:0:0:0:0:1', 'private'],
    ['loopback with leading zeros', '0000:0000:0000:0000:0000:0000:0000:0001', 'private'],
    ['two gaps are no address', '2606::1::1', 'forbidden'],
    ['nine groups are no address', '2606:1:2:3:4:5:6:7:8', 'forbidden'],
    ['seven groups are no address', '2606:1:2:3:4:5:6', 'forbidden'],
    ['five digits are no group', '2606::12345', 'forbidden'],
    ['one colon is no address', ':', 'forbidden'],
    ['brackets are no address', '[2606:4700::1]', 'forbidden'],
    ['a prefix is no address', '2606:4700::/32', 'forbidden'],
  ])('%s', (_rule, address, kind) => {
    expect(addressClass(address)).toBe(kind);
  });
});

test('outside of 2000::/3 no address is public but a mapped one', () => {
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
