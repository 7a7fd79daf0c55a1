import { describe, expect, test } from '@jest/globals';
import {
  type CallbackPolicy,
  faultOfUrl,
  hostOf,
  mayConnect,
} from '../../../../shared/adapters/http/callback-policy.ts';
import { said } from '../../../support/said.ts';

const azure: CallbackPolicy = {
  allowedHosts: ['.logic.azure.com', '.azurewebsites.net', 'hooks.contoso.com'],
  allowInsecure: false,
  ownHosts: ['insight.azurewebsites.net'],
};
const anywhere: CallbackPolicy = { ...azure, allowedHosts: ['*'] };
const local: CallbackPolicy = { ...azure, allowInsecure: true, ownHosts: ['localhost:7071'] };

const FLOW = 'https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/run?api-version=1&sig=a%2Fb';

describe('a callback URL in Azure is refused:', () => {
  test.each<[rule: string, url: string, fault: RegExp]>([
    ['an empty text', '', /not a URL.*expected/],
    ['a word', 'callback', /not a URL/],
    ['only a path', '/hooks/1', /not a URL/],
    ['an invalid port', 'https://a.logic.azure.com:99999/', /not a URL/],
    ['scheme http', 'http://a.logic.azure.com/', /scheme http .*expected https/],
    ['scheme ftp', 'ftp://a.logic.azure.com/', /scheme ftp .*expected https/],
    ['scheme file', 'file:///etc/passwd', /scheme file/],
    ['scheme javascript', 'javascript:alert(1)', /scheme javascript/],
    ['scheme data', 'data:text/plain,a', /scheme data/],
    ['no slashes after the scheme', 'https:a.logic.azure.com/', /expected \/\//],
    ['one slash after the scheme', 'https:/a.logic.azure.com/', /expected \/\//],
    ['three slashes, which the URL parser reads as two', 'https:///a.logic.azure.com/x', /expected \/\//],
    ['a backslash in the path', 'https://a.logic.azure.com/a\\b', /backslash/],
    ['a backslash that hides the host', 'https://evil.com\\@a.logic.azure.com/', /backslash/],
    ['a user name', 'https://user@a.logic.azure.com/', /user name or password/],
    ['a password', 'https://:secret@a.logic.azure.com/', /user name or password/],
    ['a user name that looks like a host', 'https://a.logic.azure.com@evil.com/', /user name or password/],
    ['a fragment', 'https://a.logic.azure.com/#part', /fragment/],
    ['a fragment that hides the host', 'https://evil.com#.logic.azure.com', /fragment/],
    ['a space', 'https://a.logic.azure.com/a b', /space/],
    ['a leading space', ' https://a.logic.azure.com/', /space/],
    ['a trailing line break', 'https://a.logic.azure.com/\n', /control character/],
    ['a line break in the path', 'https://a.logic.azure.com/a\r\nx-header:%20b', /control character/],
    ['a tab in the host', 'https://a.logic.az\ture.com/', /control character/],
    ['a letter outside ASCII in the path', 'https://a.logic.azure.com/ü', /outside ASCII/],
    ['a letter outside ASCII in the host', 'https://ä.logic.azure.com/', /outside ASCII/],
    ['full-width digits', 'https://１２７.0.0.1/', /outside ASCII/],
    ['the own host of this service', 'https://insight.azurewebsites.net/api/ping', /leads back to this service/],
    ['the own host of this service in upper case', 'https://INSIGHT.azurewebsites.net/', /leads back/],
    ['the own host of this service with its port', 'https://insight.azurewebsites.net:443/', /leads back/],
    ['the own host of this service with a percent escape', 'https://%69nsight.azurewebsites.net/', /leads back/],
    ['the own host of this service with a trailing dot', 'https://insight.azurewebsites.net./api/ping', /leads back/],
    ['the deployment site of this service', 'https://insight.scm.azurewebsites.net/api/zipdeploy', /leads back/],
    [
      'the deployment site of a regional host',
      'https://insight-a1b2.scm.westeurope-01.azurewebsites.net/',
      /leads back/,
    ],
    ['the deployment site of a region', 'https://insight.scm.westeurope-01.azurewebsites.net/', /leads back/],
    ['a deployment site in upper case', 'https://Insight.SCM.WestEurope-01.AzureWebsites.net/', /leads back/],
    ['a deployment site of another cloud', 'https://insight.scm.azurewebsites.us/', /leads back/],
  ])('%s', (_rule, url, fault) => {
    expect(said(faultOfUrl(url, azure))).toMatch(fault);
  });
});

describe('the list of allowed hosts', () => {
  test.each<[rule: string, url: string, taken: boolean]>([
    ['accepts a Power Automate callback', FLOW, true],
    ['accepts a host below an allowed suffix', 'https://a.logic.azure.com/', true],
    ['accepts a host several levels below an allowed suffix', 'https://a.b.c.logic.azure.com/', true],
    ['accepts upper case', 'HTTPS://A.LOGIC.AZURE.COM/', true],
    ['accepts a trailing dot', 'https://a.logic.azure.com./', true],
    ['accepts another port', 'https://a.logic.azure.com:8443/', true],
    ['accepts another app below the same suffix', 'https://other.azurewebsites.net/', true],
    ['accepts a regional host', 'https://other-a1b2.westeurope-01.azurewebsites.net/', true],
    ['accepts a host whose name only starts like scm', 'https://scmother.azurewebsites.net/', true],
    ['accepts a host whose name starts like the own host', 'https://insight.azurewebsites.net.logic.azure.com/', true],
    ['accepts a host that is listed without a leading dot', 'https://hooks.contoso.com/', true],
    ['accepts a host below a name that is listed without a leading dot', 'https://a.hooks.contoso.com/', true],
    ['refuses a host that ends with the letters of a suffix but not at a dot', 'https://xlogic.azure.com/', false],
    ['refuses a host that ends with the letters of a whole listed name', 'https://evilhooks.contoso.com/', false],
    ['refuses a dash in place of the dot', 'https://evil-logic.azure.com/', false],
    ['refuses a suffix in the middle of the host', 'https://evil-logic.azure.com.attacker.com/', false],
    ['refuses a suffix in the middle of the host, after a dot', 'https://a.logic.azure.com.attacker.com/', false],
    ['refuses a suffix in the path', 'https://attacker.com/.logic.azure.com', false],
    ['refuses a suffix in the query', 'https://attacker.com?.logic.azure.com', false],
    ['refuses the parent domain of a suffix', 'https://azure.com/', false],
    ['refuses two trailing dots', 'https://a.logic.azure.com../', false],
    ['refuses localhost', 'https://localhost/', false],
    ['refuses an IP literal', 'https://13.77.56.167/', false],
    ['refuses an IPv6 literal', 'https://[2606:4700::1]/', false],
  ])('%s', (_rule, url, taken) => {
    const fault = said(faultOfUrl(url, azure));
    if (taken) expect(fault).toBeUndefined();
    else expect(fault).toMatch(/the host .* is not allowed; expected one that ends in \.logic\.azure\.com/);
  });

  test.each<[rule: string, url: string]>([
    ['any host name', 'https://attacker.com/'],
    ['a public IP literal', 'https://8.8.8.8/'],
  ])('accepts %s when it is *', (_rule, url) => {
    expect(faultOfUrl(url, anywhere)).toBeUndefined();
  });

  test('refuses http even when it is *', () => {
    expect(said(faultOfUrl('http://attacker.com/', anywhere))).toMatch(/expected https/);
  });
});

describe('a callback URL in local use', () => {
  test.each<[rule: string, url: string]>([
    ['is accepted with scheme http', 'http://127.0.0.1:8080/hook'],
    ['is accepted with scheme https', 'https://localhost/hook'],
    ['is accepted with another port of the own host', 'http://localhost:7072/'],
  ])('%s', (_rule, url) => {
    expect(faultOfUrl(url, local)).toBeUndefined();
  });

  test.each<[rule: string, url: string, fault: RegExp]>([
    ['is refused with the own host and port', 'http://localhost:7071/api', /leads back/],
    ['is refused with the own host and port in upper case', 'http://LOCALHOST:7071/api', /leads back/],
    ['is refused with any other scheme', 'ftp://localhost/', /scheme ftp/],
    ['is refused with a user name', 'http://user@localhost/', /user name/],
  ])('%s', (_rule, url, fault) => {
    expect(said(faultOfUrl(url, local))).toMatch(fault);
  });
});

test('the refusal of a callback URL does not repeat its path, query or password', () => {
  for (const host of ['evil.com', 'insight.azurewebsites.net', 'user:pw@a.logic.azure.com']) {
    for (const end of ['', '#x', '\\', 'ü', ' ']) {
      expect(said(faultOfUrl(`https://${host}/my-path?sig=my-secret${end}`, azure))).not.toMatch(
        /my-path|my-secret|pw/,
      );
    }
  }
});

test.each<[rule: string, url: string, host: string]>([
  ['drops the brackets of an IPv6 address', 'https://[2606:4700::1]/', '2606:4700::1'],
  ['drops one trailing dot', 'https://example.com./', 'example.com'],
  ['drops the port and lower-cases the host', 'https://Example.com:8443/', 'example.com'],
])('the host of a callback URL: %s', (_rule, url, host) => {
  expect(hostOf(new URL(url))).toBe(host);
});

describe('a connection to a callback', () => {
  const url = (text: string) => new URL(text);
  test.each<[rule: string, may: boolean, host: string, addresses: string[], policy: CallbackPolicy]>([
    ['an allowed host at a public address', true, 'https://a.logic.azure.com/', ['8.8.8.8'], azure],
    ['an allowed host at public IPv4 and IPv6 addresses', true, FLOW, ['8.8.8.8', '2606:4700::1'], azure],
    ['an allowed host without an address', false, FLOW, [], azure],
    ['an allowed host at a private address', false, FLOW, ['10.0.0.1'], azure],
    ['an allowed host with one private address among public ones', false, FLOW, ['8.8.8.8', '10.0.0.1'], azure],
    [
      'an allowed host with a forbidden address before a public one',
      false,
      FLOW,
      ['169.254.169.254', '8.8.8.8'],
      azure,
    ],
    ['an allowed host with an address that is not one', false, FLOW, ['8.8.8.8', 'localhost'], azure],
    ['a host outside the allowed hosts at a public address', false, 'https://attacker.com/', ['8.8.8.8'], azure],
    ['any host at a public address when the allowed hosts are *', true, 'https://attacker.com/', ['8.8.8.8'], anywhere],
    ['a private address when the allowed hosts are *', false, 'https://attacker.com/', ['127.0.0.1'], anywhere],
    ['any name with a private address in local use', true, 'http://box.test/', ['192.168.1.5'], local],
    ['IPv4 and IPv6 loopback in local use', true, 'http://localhost/', ['::1', '127.0.0.1'], local],
    ['a public host outside the allowed hosts in local use', false, 'http://attacker.com/', ['8.8.8.8'], local],
    [
      'a host with a loopback and a public address in local use',
      false,
      'http://attacker.com/',
      ['127.0.0.1', '8.8.8.8'],
      local,
    ],
    ['an allowed public host in local use', true, FLOW, ['8.8.8.8'], local],
    ['the metadata service in local use', false, FLOW, ['169.254.169.254'], local],
    ['a link-local IPv6 address in local use', false, 'http://box.test/', ['fe80::1'], local],
    ['the platform address of Azure in local use', false, 'http://box.test/', ['168.63.129.16'], local],
  ])('is allowed or refused by host and address: %s (allowed: %s)', (_rule, may, text, addresses, policy) => {
    expect(mayConnect(url(text), addresses, policy)).toBe(may);
  });
});
