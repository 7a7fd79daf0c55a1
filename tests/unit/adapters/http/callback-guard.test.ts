import { describe, expect, test } from '@jest/globals';
import { createCallbackGuard } from '../../../../shared/adapters/http/callback-guard.ts';
import type { CallbackPolicy, Resolve } from '../../../../shared/adapters/http/callback-policy.ts';
import { AddressRefused, pinnedLookup } from '../../../../shared/adapters/http/pinned-lookup.ts';
import { said } from '../../../support/said.ts';

const anywhere: CallbackPolicy = { allowedHosts: ['*'], allowInsecure: false, ownHosts: ['insight.azurewebsites.net'] };
const listed: CallbackPolicy = { ...anywhere, allowedHosts: ['.logic.azure.com'] };
const local: CallbackPolicy = { ...listed, allowInsecure: true, ownHosts: ['localhost:7071'] };

const resolvesTo =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses);
const unresolvable: Resolve = () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
const notAsked: Resolve = (host) => Promise.reject(new Error(`the resolver must not be asked for ${host}`));

/* Every spelling of an IP address that the URL parser accepts. */
describe('a callback to an IP literal', () => {
  test.each<[rule: string, url: string]>([
    ['loopback in dotted form', 'https://127.0.0.1/'],
    ['loopback in hexadecimal', 'https://0x7f000001/'],
    ['loopback in upper-case hexadecimal', 'https://0X7F.1/'],
    ['loopback as one number', 'https://2130706433/'],
    ['loopback in short form', 'https://127.1/'],
    ['loopback in octal', 'https://0177.0.0.1/'],
    ['loopback as one octal number', 'https://017700000001/'],
    ['loopback in mixed notation', 'https://0x7f.0.1/'],
    ['loopback with a trailing dot', 'https://127.0.0.1./'],
    ['loopback, percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['the unspecified address as 0', 'https://0/'],
    ['a private address', 'https://10.0.0.1/'],
    ['the metadata service', 'https://169.254.169.254/metadata/instance'],
    ['the metadata service as a number', 'https://2852039166/'],
    ['the platform address of Azure', 'https://168.63.129.16/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['IPv6 loopback in full', 'https://[0:0:0:0:0:0:0:1]/'],
    ['the metadata service as an IPv4-mapped address', 'https://[::ffff:169.254.169.254]/'],
    ['the metadata service as an IPv4-mapped address in hexadecimal', 'https://[::ffff:a9fe:a9fe]/'],
    ['loopback as an IPv4-mapped address', 'https://[::ffff:127.0.0.1]/'],
    ['loopback as an IPv4-compatible address', 'https://[::7f00:1]/'],
    ['the metadata service as a NAT64 address', 'https://[64:ff9b::169.254.169.254]/'],
    ['loopback as a 6to4 address', 'https://[2002:7f00:1::]/'],
    ['a unique local address', 'https://[fd00:ec2::254]/'],
    ['a link-local address', 'https://[fe80::1]/'],
  ])('is refused: %s (%s)', async (_rule, url) => {
    expect(said(await createCallbackGuard(anywhere, notAsked).check(url))).toMatch(
      /address that is not allowed.*expected.*CALLBACK_ALLOWED_HOSTS/,
    );
    expect(said(await createCallbackGuard(listed, notAsked).check(url))).toMatch(
      /is not allowed; expected.*CALLBACK_ALLOWED_HOSTS/,
    );
  });

  test.each<[rule: string, url: string]>([
    ['an IPv4 address', 'https://8.8.8.8/'],
    ['an IPv6 address', 'https://[2606:4700::1]/'],
    ['an IPv4-mapped address', 'https://[::ffff:8.8.8.8]/'],
  ])('is accepted when it is public and the allowed hosts are *: %s', async (_rule, url) => {
    expect(await createCallbackGuard(anywhere, notAsked).check(url)).toBeUndefined();
    expect(said(await createCallbackGuard(listed, notAsked).check(url))).toMatch(/is not allowed/);
  });
});

describe('a callback to a name under localhost', () => {
  const lying: Resolve = resolvesTo('8.8.8.8');
  const names = ['localhost', 'a.localhost', 'A.B.LocalHost', 'a.localhost.'];

  test.each(names)('is loopback whatever a resolver says: %s', async (name) => {
    for (const resolve of [lying, unresolvable, notAsked]) {
      expect(said(await createCallbackGuard(anywhere, resolve).check(`https://${name}/`))).toMatch(
        /not allowed; expected/,
      );
      expect(await createCallbackGuard(local, resolve).check(`http://${name}/`)).toBeUndefined();
    }
  });

  test.each(['localhost.contoso.com', 'mylocalhost'])('does not mean %s', async (name) => {
    expect(await createCallbackGuard(anywhere, lying).check(`https://${name}/`)).toBeUndefined();
  });

  test.each(names)('is connected to loopback only: %s', async (name) => {
    const url = new URL(`http://${name}:9000/`);
    const addressesFor = (policy: CallbackPolicy) =>
      new Promise<unknown>((resolve) =>
        pinnedLookup(url, { policy, resolve: lying })(url.hostname, { all: true }, (error, addresses) =>
          resolve(error ?? addresses),
        ),
      );
    expect(await addressesFor(local)).toMatchObject([{ address: '127.0.0.1' }, { address: '::1' }]);
    expect(await addressesFor(anywhere)).toBeInstanceOf(AddressRefused);
  });
});

describe('a callback to a host name in Azure', () => {
  test.each<[rule: string, url: string, resolve: Resolve, taken: boolean]>([
    ['is accepted: an allowed host with a public address', 'https://a.logic.azure.com/', resolvesTo('8.8.8.8'), true],
    [
      'is accepted: an allowed host with several public addresses',
      'https://a.logic.azure.com/',
      resolvesTo('8.8.8.8', '2606:4700::1'),
      true,
    ],
    ['is refused: an allowed host with a private address', 'https://a.logic.azure.com/', resolvesTo('10.0.0.1'), false],
    [
      'is refused: an allowed host with one private address among public ones',
      'https://a.logic.azure.com/',
      resolvesTo('8.8.8.8', '10.0.0.1'),
      false,
    ],
    [
      'is refused: an allowed host that resolves to the metadata service',
      'https://a.logic.azure.com/',
      resolvesTo('169.254.169.254'),
      false,
    ],
    ['is accepted: an allowed host that cannot be resolved now', 'https://a.logic.azure.com/', unresolvable, true],
    [
      'is refused: a host outside the allowed hosts that cannot be resolved',
      'https://attacker.com/',
      unresolvable,
      false,
    ],
    ['is refused: a host outside the allowed hosts', 'https://attacker.com/', resolvesTo('8.8.8.8'), false],
  ])('%s', async (_rule, url, resolve, taken) => {
    const fault = said(await createCallbackGuard(listed, resolve).check(url));
    if (taken) expect(fault).toBeUndefined();
    else expect(fault).toMatch(/not allowed; expected/);
  });

  test('is resolved without port and trailing dot, in lower case', async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (host) => {
      asked.push(host);
      return ['8.8.8.8'];
    };
    await createCallbackGuard(listed, resolve).check('https://A.logic.azure.com.:8443/x?y');
    expect(asked).toEqual(['a.logic.azure.com']);
  });

  test('is refused without a name lookup when the URL itself is invalid', async () => {
    expect(said(await createCallbackGuard(listed, notAsked).check('http://a.logic.azure.com/'))).toMatch(
      /expected https/,
    );
    expect(said(await createCallbackGuard(listed, notAsked).check('no URL'))).toMatch(/not a URL/);
  });
});

describe('a callback in local use', () => {
  test.each<[rule: string, url: string, resolve: Resolve, taken: boolean]>([
    ['is accepted: loopback over http', 'http://127.0.0.1:8080/hook', notAsked, true],
    ['is accepted: IPv6 loopback', 'http://[::1]:8080/hook', notAsked, true],
    ['is accepted: localhost', 'http://localhost:8080/hook', resolvesTo('::1', '127.0.0.1'), true],
    ['is accepted: a private address', 'http://192.168.1.20/hook', notAsked, true],
    ['is accepted: a name with a private address', 'http://box.test/hook', resolvesTo('10.0.0.7'), true],
    ['is accepted: a public host among the allowed hosts', 'https://a.logic.azure.com/', resolvesTo('8.8.8.8'), true],
    ['is refused: a public host outside the allowed hosts', 'https://attacker.com/', resolvesTo('8.8.8.8'), false],
    ['is refused: a public IP literal outside the allowed hosts', 'http://8.8.8.8/', notAsked, false],
    [
      'is refused: a name with a loopback and a public address',
      'http://box.test/',
      resolvesTo('127.0.0.1', '8.8.8.8'),
      false,
    ],
    ['is refused: the metadata service', 'http://169.254.169.254/metadata', notAsked, false],
    [
      'is refused: the metadata service as an IPv4-mapped address',
      'http://[::ffff:a9fe:a9fe]/metadata',
      notAsked,
      false,
    ],
    [
      'is refused: a name that resolves to the metadata service',
      'http://metadata.test/',
      resolvesTo('169.254.169.254'),
      false,
    ],
    ['is refused: a link-local IPv6 address', 'http://[fe80::1]/', notAsked, false],
    ['is refused: the platform address of Azure', 'http://168.63.129.16/', notAsked, false],
    ['is refused: the unspecified address 0.0.0.0', 'http://0.0.0.0:7071/', notAsked, false],
    ['is accepted: a host that cannot be resolved now', 'http://box.test/hook', unresolvable, true],
  ])('%s', async (_rule, url, resolve, taken) => {
    const fault = said(await createCallbackGuard(local, resolve).check(url));
    if (taken) expect(fault).toBeUndefined();
    else expect(fault).toMatch(/address that is not allowed; expected/);
  });
});

test('the refusal of a callback does not repeat its address, path or query', async () => {
  const guard = createCallbackGuard(listed, resolvesTo('10.9.8.7'));
  const fault = said(await guard.check('https://a.logic.azure.com/my-path?sig=my-secret'));
  expect(fault).toMatch(/^the host a\.logic\.azure\.com leads/);
  expect(fault).not.toMatch(/10\.9\.8\.7|my-path|my-secret/);
});
