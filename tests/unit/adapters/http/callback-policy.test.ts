import { describe, expect, test } from '@jest/globals';
import {
  type CallbackPolicy,
  faultOfUrl,
  hostOf,
  mayConnect,
} from '../../../../shared/adapters/http/callback-policy.ts';

const azure: CallbackPolicy = {
  allowedHosts: ['.logic.azure.com', '.azurewebsites.net', 'hooks.contoso.com'],
  allowInsecure: false,
  ownHosts: ['insight.azurewebsites.net'],
};
const anywhere: CallbackPolicy = { ...azure, allowedHosts: ['*'] };
const local: CallbackPolicy = { ...azure, allowInsecure: true, ownHosts: ['localhost:7071'] };

const FLOW = 'https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/run?api-version=1&sig=a%2Fb';

describe('a callback URL in Azure is refused for', () => {
  test.each<[rule: string, url: string, fault: RegExp]>([
    ['no text', '', /not a URL.*expected/],
    ['a word', 'callback', /not a URL/],
    ['a path alone', '/hooks/1', /not a URL/],
    ['a port that is none', 'https://a.logic.azure.com:99999/', /not a URL/],
    ['http', 'http://a.logic.azure.com/', /scheme http .*expected https/],
    ['ftp', 'ftp://a.logic.azure.com/', /scheme ftp .*expected https/],
    ['a file', 'file:///etc/passwd', /scheme file/],
    ['javascript', 'javascript:alert(1)', /scheme javascript/],
    ['data', 'data:text/plain,a', /scheme data/],
    ['no slashes behind the scheme', 'https:a.logic.azure.com/', /expected \/\//],
    ['one slash behind the scheme', 'https:/a.logic.azure.com/', /expected \/\//],
    ['three slashes, which the URL parser takes for two', 'https:///a.logic.azure.com/x', /expected \/\//],
    ['a backslash in the path', 'https://a.logic.azure.com/a\\b', /backslash/],
    ['a backslash that hides the host', 'https://evil.com\\@a.logic.azure.com/', /backslash/],
    ['a user', 'https://user@a.logic.azure.com/', /user name or password/],
    ['a password', 'https://:secret@a.logic.azure.com/', /user name or password/],
    ['a user that looks like a host', 'https://a.logic.azure.com@evil.com/', /user name or password/],
    ['a fragment', 'https://a.logic.azure.com/#part', /fragment/],
    ['a fragment that hides the host', 'https://evil.com#.logic.azure.com', /fragment/],
    ['a space', 'https://a.logic.azure.com/a b', /space/],
    ['a space in front', ' https://a.logic.azure.com/', /space/],
    ['a line break behind', 'https://a.logic.azure.com/\n', /control character/],
    ['a line break inside', 'https://a.logic.azure.com/a\r\nx-header:%20b', /control character/],
    ['a tab inside', 'https://a.logic.az\ture.com/', /control character/],
    ['a letter outside of ASCII in the path', 'https://a.logic.azure.com/ü', /outside ASCII/],
    ['a letter outside of ASCII in the host', 'https://ä.logic.azure.com/', /outside ASCII/],
    ['full-width digits', 'https://１２７.0.0.1/', /outside ASCII/],
    ['our own host', 'https://insight.azurewebsites.net/api/ping', /leads back to this service/],
    ['our own host in upper case', 'https://INSIGHT.azurewebsites.net/', /leads back/],
    ['our own host with its port', 'https://insight.azurewebsites.net:443/', /leads back/],
    ['our own host with an escape in it', 'https://%69nsight.azurewebsites.net/', /leads back/],
    ['our own host with a trailing dot', 'https://insight.azurewebsites.net./api/ping', /leads back/],
    ['the deployment site of our own app', 'https://insight.scm.azurewebsites.net/api/zipdeploy', /leads back/],
  ])('%s', (_rule, url, fault) => {
    expect(faultOfUrl(url, azure)).toMatch(fault);
  });
});

describe('the host list', () => {
  test.each<[rule: string, url: string, taken: boolean]>([
    ['takes a flow of Power Automate', FLOW, true],
    ['takes a host under a suffix', 'https://a.logic.azure.com/', true],
    ['takes any depth', 'https://a.b.c.logic.azure.com/', true],
    ['takes upper case', 'HTTPS://A.LOGIC.AZURE.COM/', true],
    ['takes a trailing dot', 'https://a.logic.azure.com./', true],
    ['takes another port', 'https://a.logic.azure.com:8443/', true],
    ['takes our neighbour', 'https://other.azurewebsites.net/', true],
    ['takes a host whose name starts as ours', 'https://insight.azurewebsites.net.logic.azure.com/', true],
    ['takes a whole name without a leading dot', 'https://hooks.contoso.com/', true],
    ['takes a name under it too', 'https://a.hooks.contoso.com/', true],
    ['refuses a name that only ends in the same letters', 'https://xlogic.azure.com/', false],
    ['refuses the same for a whole name', 'https://evilhooks.contoso.com/', false],
    ['refuses a dash in place of the dot', 'https://evil-logic.azure.com/', false],
    ['refuses a suffix in the middle', 'https://evil-logic.azure.com.attacker.com/', false],
    ['refuses a suffix in the middle, behind a dot', 'https://a.logic.azure.com.attacker.com/', false],
    ['refuses a suffix in the path', 'https://attacker.com/.logic.azure.com', false],
    ['refuses a suffix in the query', 'https://attacker.com?.logic.azure.com', false],
    ['refuses the parent', 'https://azure.com/', false],
    ['refuses two trailing dots', 'https://a.logic.azure.com../', false],
    ['refuses localhost', 'https://localhost/', false],
    ['refuses an IP literal', 'https://13.77.56.167/', false],
    ['refuses an IPv6 literal', 'https://[2606:4700::1]/', false],
  ])('%s', (_rule, url, taken) => {
    const fault = faultOfUrl(url, azure);
    if (taken) expect(fault).toBeUndefined();
    else expect(fault).toMatch(/the host .* is not allowed; expected one that ends in \.logic\.azure\.com/);
  });

  test.each<[rule: string, url: string]>([
    ['any name', 'https://attacker.com/'],
    ['a public IP literal', 'https://8.8.8.8/'],
  ])('with * takes %s', (_rule, url) => {
    expect(faultOfUrl(url, anywhere)).toBeUndefined();
  });

  test('with * still refuses http', () => {
    expect(faultOfUrl('http://attacker.com/', anywhere)).toMatch(/expected https/);
  });
});

describe('for local use', () => {
  test.each<[rule: string, url: string]>([
    ['http is taken', 'http://127.0.0.1:8080/hook'],
    ['https is taken', 'https://localhost/hook'],
    ['another port of our own host is taken', 'http://localhost:7072/'],
  ])('%s', (_rule, url) => {
    expect(faultOfUrl(url, local)).toBeUndefined();
  });

  test.each<[rule: string, url: string, fault: RegExp]>([
    ['our own address is refused', 'http://localhost:7071/api', /leads back/],
    ['our own address in upper case is refused', 'http://LOCALHOST:7071/api', /leads back/],
    ['other schemes are refused', 'ftp://localhost/', /scheme ftp/],
    ['a user is refused', 'http://user@localhost/', /user name/],
  ])('%s', (_rule, url, fault) => {
    expect(faultOfUrl(url, local)).toMatch(fault);
  });
});

test('no fault repeats the path or the query of a callback', () => {
  for (const host of ['evil.com', 'insight.azurewebsites.net', 'user:pw@a.logic.azure.com']) {
    for (const end of ['', '#x', '\\', 'ü', ' ']) {
      expect(faultOfUrl(`https://${host}/my-path?sig=my-secret${end}`, azure)).not.toMatch(/my-path|my-secret|pw/);
    }
  }
});

test.each<[rule: string, url: string, host: string]>([
  ['brackets of IPv6 are dropped', 'https://[2606:4700::1]/', '2606:4700::1'],
  ['one trailing dot is dropped', 'https://example.com./', 'example.com'],
  ['the rest is left', 'https://Example.com:8443/', 'example.com'],
])('hostOf: %s', (_rule, url, host) => {
  expect(hostOf(new URL(url))).toBe(host);
});

describe('mayConnect', () => {
  const url = (text: string) => new URL(text);
  test.each<[rule: string, may: boolean, host: string, addresses: string[], policy: CallbackPolicy]>([
    ['a listed host at a public address', true, 'https://a.logic.azure.com/', ['8.8.8.8'], azure],
    ['a listed host at public addresses of both families', true, FLOW, ['8.8.8.8', '2606:4700::1'], azure],
    ['a listed host at no address', false, FLOW, [], azure],
    ['a listed host at a private address', false, FLOW, ['10.0.0.1'], azure],
    ['one private address among public ones', false, FLOW, ['8.8.8.8', '10.0.0.1'], azure],
    ['one forbidden address in front of public ones', false, FLOW, ['169.254.169.254', '8.8.8.8'], azure],
    ['something that is no address', false, FLOW, ['8.8.8.8', 'localhost'], azure],
    ['an unlisted host at a public address', false, 'https://attacker.com/', ['8.8.8.8'], azure],
    ['with *, any host at a public address', true, 'https://attacker.com/', ['8.8.8.8'], anywhere],
    ['with *, a private address', false, 'https://attacker.com/', ['127.0.0.1'], anywhere],
    ['locally, a private address of any name', true, 'http://box.test/', ['192.168.1.5'], local],
    ['locally, loopback in both families', true, 'http://localhost/', ['::1', '127.0.0.1'], local],
    ['locally, an unlisted public host', false, 'http://attacker.com/', ['8.8.8.8'], local],
    ['locally, an unlisted host, half local', false, 'http://attacker.com/', ['127.0.0.1', '8.8.8.8'], local],
    ['locally, a listed public host', true, FLOW, ['8.8.8.8'], local],
    ['locally, the metadata service', false, FLOW, ['169.254.169.254'], local],
    ['locally, link-local IPv6', false, 'http://box.test/', ['fe80::1'], local],
    ['locally, the address of Azure', false, 'http://box.test/', ['168.63.129.16'], local],
  ])('%s: %s', (_rule, may, text, addresses, policy) => {
    expect(mayConnect(url(text), addresses, policy)).toBe(may);
  });
});
