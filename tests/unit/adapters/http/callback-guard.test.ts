import { describe, expect, test } from '@jest/globals';
import { createCallbackGuard } from '../../../../shared/adapters/http/callback-guard.ts';
import type { CallbackPolicy, Resolve } from '../../../../shared/adapters/http/callback-policy.ts';

const anywhere: CallbackPolicy = { allowedHosts: ['*'], allowInsecure: false, ownHosts: ['insight.azurewebsites.net'] };
const listed: CallbackPolicy = { ...anywhere, allowedHosts: ['.logic.azure.com'] };
const local: CallbackPolicy = { ...listed, allowInsecure: true, ownHosts: ['localhost:7071'] };

const resolvesTo =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses);
const unresolvable: Resolve = () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }));
const notAsked: Resolve = (host) => Promise.reject(new Error(`${host} is no name, so nobody should be asked`));

/** All ways to write an address that the URL parser takes. */
describe('an IP literal is judged in every spelling', () => {
  test.each<[rule: string, url: string]>([
    ['with points', 'https://127.0.0.1/'],
    ['hexadecimal', 'https://0x7f000001/'],
    ['hexadecimal in upper case', 'https://0X7F.1/'],
    ['one number', 'https://2130706433/'],
    ['shortened', 'https://127.1/'],
    ['octal', 'https://0177.0.0.1/'],
    ['octal in one number', 'https://017700000001/'],
    ['mixed', 'https://0x7f.0.1/'],
    ['with a trailing dot', 'https://127.0.0.1./'],
    ['percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['zero', 'https://0/'],
    ['private', 'https://10.0.0.1/'],
    ['metadata service', 'https://169.254.169.254/metadata/instance'],
    ['metadata service as a number', 'https://2852039166/'],
    ['Azure address', 'https://168.63.129.16/'],
    ['IPv6 loopback', 'https://[::1]/'],
    ['IPv6 loopback in full', 'https://[0:0:0:0:0:0:0:1]/'],
    ['mapped metadata service', 'https://[::ffff:169.254.169.254]/'],
    ['mapped metadata service in hexadecimal', 'https://[::ffff:a9fe:a9fe]/'],
    ['mapped loopback', 'https://[::ffff:127.0.0.1]/'],
    ['compatible', 'https://[::7f00:1]/'],
    ['NAT64', 'https://[64:ff9b::169.254.169.254]/'],
    ['6to4', 'https://[2002:7f00:1::]/'],
    ['unique local', 'https://[fd00:ec2::254]/'],
    ['link-local', 'https://[fe80::1]/'],
  ])('%s: %s is refused', async (_rule, url) => {
    expect(await createCallbackGuard(anywhere, notAsked).check(url)).toMatch(/address that is not allowed.*expected/);
    expect(await createCallbackGuard(listed, notAsked).check(url)).toMatch(/is not allowed; expected/);
  });

  test.each<[rule: string, url: string]>([
    ['IPv4', 'https://8.8.8.8/'],
    ['IPv6', 'https://[2606:4700::1]/'],
    ['mapped', 'https://[::ffff:8.8.8.8]/'],
  ])('a public one is taken with * only: %s', async (_rule, url) => {
    expect(await createCallbackGuard(anywhere, notAsked).check(url)).toBeUndefined();
    expect(await createCallbackGuard(listed, notAsked).check(url)).toMatch(/is not allowed/);
  });
});

describe('a name is judged by all its addresses', () => {
  test.each<[rule: string, url: string, resolve: Resolve, taken: boolean]>([
    ['a listed public host', 'https://a.logic.azure.com/', resolvesTo('8.8.8.8'), true],
    ['several public addresses', 'https://a.logic.azure.com/', resolvesTo('8.8.8.8', '2606:4700::1'), true],
    ['a private address', 'https://a.logic.azure.com/', resolvesTo('10.0.0.1'), false],
    ['one private address among public ones', 'https://a.logic.azure.com/', resolvesTo('8.8.8.8', '10.0.0.1'), false],
    ['the metadata service', 'https://a.logic.azure.com/', resolvesTo('169.254.169.254'), false],
    ['a host that cannot be resolved now', 'https://a.logic.azure.com/', unresolvable, true],
    ['an unlisted host that cannot be resolved', 'https://attacker.com/', unresolvable, false],
    ['an unlisted host', 'https://attacker.com/', resolvesTo('8.8.8.8'), false],
  ])('%s', async (_rule, url, resolve, taken) => {
    const fault = await createCallbackGuard(listed, resolve).check(url);
    if (taken) expect(fault).toBeUndefined();
    else expect(fault).toMatch(/not allowed; expected/);
  });

  test('is resolved without brackets, port or trailing dot', async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (host) => {
      asked.push(host);
      return ['8.8.8.8'];
    };
    await createCallbackGuard(listed, resolve).check('https://A.logic.azure.com.:8443/x?y');
    expect(asked).toEqual(['a.logic.azure.com']);
  });

  test('is not resolved when the text of the URL is wrong', async () => {
    expect(await createCallbackGuard(listed, notAsked).check('http://a.logic.azure.com/')).toMatch(/expected https/);
    expect(await createCallbackGuard(listed, notAsked).check('no URL')).toMatch(/not a URL/);
  });
});

describe('for local use', () => {
  test.each<[rule: string, url: string, resolve: Resolve, taken: boolean]>([
    ['loopback', 'http://127.0.0.1:8080/hook', notAsked, true],
    ['loopback in IPv6', 'http://[::1]:8080/hook', notAsked, true],
    ['localhost', 'http://localhost:8080/hook', resolvesTo('::1', '127.0.0.1'), true],
    ['a private address', 'http://192.168.1.20/hook', notAsked, true],
    ['a private name', 'http://box.test/hook', resolvesTo('10.0.0.7'), true],
    ['a listed public host', 'https://a.logic.azure.com/', resolvesTo('8.8.8.8'), true],
    ['an unlisted public host', 'https://attacker.com/', resolvesTo('8.8.8.8'), false],
    ['an unlisted public literal', 'http://8.8.8.8/', notAsked, false],
    ['a name that is local and public', 'http://box.test/', resolvesTo('127.0.0.1', '8.8.8.8'), false],
    ['the metadata service', 'http://169.254.169.254/metadata', notAsked, false],
    ['the metadata service, mapped', 'http://[::ffff:a9fe:a9fe]/metadata', notAsked, false],
    ['a name of the metadata service', 'http://metadata.test/', resolvesTo('169.254.169.254'), false],
    ['link-local IPv6', 'http://[fe80::1]/', notAsked, false],
    ['the address of Azure', 'http://168.63.129.16/', notAsked, false],
    ['the unspecified address', 'http://0.0.0.0:7071/', notAsked, false],
    ['a host that cannot be resolved now', 'http://box.test/hook', unresolvable, true],
  ])('%s', async (_rule, url, resolve, taken) => {
    const fault = await createCallbackGuard(local, resolve).check(url);
    if (taken) expect(fault).toBeUndefined();
    else expect(fault).toMatch(/address that is not allowed; expected/);
  });
});

test('no fault repeats the address, the path or the query', async () => {
  const guard = createCallbackGuard(listed, resolvesTo('10.9.8.7'));
  const fault = await guard.check('https://a.logic.azure.com/my-path?sig=my-secret');
  expect(fault).toMatch(/^the host a\.logic\.azure\.com leads/);
  expect(fault).not.toMatch(/10\.9\.8\.7|my-path|my-secret/);
});
