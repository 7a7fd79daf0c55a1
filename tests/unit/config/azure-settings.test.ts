import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../shared/config.ts';
import type { Environment } from '../../../shared/settings/setting-error.ts';
import { settingErrorOf } from './setting-error.ts';

const SECRETS_KEY = randomBytes(32).toString('base64');
const ACCOUNT_KEY = randomBytes(64).toString('base64');
const connection = (name: string) =>
  `DefaultEndpointsProtocol=https;AccountName=${name};AccountKey=${ACCOUNT_KEY};EndpointSuffix=core.windows.net`;

const local: Environment = { SECRETS_KEY, AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
const azure: Environment = {
  SECRETS_KEY,
  AzureWebJobsStorage: connection('app'),
  WEBSITE_INSTANCE_ID: 'f0e1',
  WEBSITE_HOSTNAME: 'insight.azurewebsites.net',
};

describe('ALLOW_INSECURE_CALLBACKS', () => {
  const on = { ALLOW_INSECURE_CALLBACKS: 'true' };

  test.each<[rule: string, env: Environment]>([
    ['in Azure', { ...azure, ...on }],
    ['in Azure on a plan without WEBSITE_INSTANCE_ID', { ...azure, ...on, WEBSITE_INSTANCE_ID: undefined }],
    ['in Azure on a plan without WEBSITE_HOSTNAME', { ...azure, ...on, WEBSITE_HOSTNAME: undefined }],
    ['in Azure even when the host name is localhost', { ...azure, ...on, WEBSITE_HOSTNAME: 'localhost:7071' }],
    [
      'in Azure at a host whose name starts with localhost',
      { ...azure, ...on, WEBSITE_INSTANCE_ID: undefined, WEBSITE_HOSTNAME: 'localhost-tools.azurewebsites.net' },
    ],
    ...['CONTAINER_NAME', 'WEBSITE_POD_NAME', 'CONTAINER_APP_NAME'].map((mark): [string, Environment] => [
      `in Azure, known by ${mark} alone`,
      { ...local, ...on, [mark]: 'x' },
    ]),
  ])('is rejected %s', (_rule, env) => {
    expect(settingErrorOf(env)).toMatch(/^Setting ALLOW_INSECURE_CALLBACKS: .*refused in Azure; expected false$/);
  });

  test.each<[rule: string, env: Environment]>([
    ['locally', { ...local, ...on }],
    ['under Core Tools, which set WEBSITE_HOSTNAME', { ...local, ...on, WEBSITE_HOSTNAME: 'localhost:7071' }],
    ['where the marks of Azure are empty', { ...local, ...on, CONTAINER_NAME: '', WEBSITE_HOSTNAME: '' }],
  ])('is accepted %s', (_rule, env) => {
    expect(loadConfig(env).allowInsecureCallbacks).toBe(true);
  });

  test('may be false in Azure', () => {
    expect(loadConfig({ ...azure, ALLOW_INSECURE_CALLBACKS: 'false' }).allowInsecureCallbacks).toBe(false);
  });
});

describe('PUBLIC_BASE_URL', () => {
  test.each<[rule: string, env: Environment, url: string]>([
    ['defaults to the host name in Azure', azure, 'https://insight.azurewebsites.net'],
    [
      'defaults to the host name in Azure without WEBSITE_INSTANCE_ID',
      { ...azure, WEBSITE_INSTANCE_ID: undefined },
      'https://insight.azurewebsites.net',
    ],
    ['defaults to localhost and port 7071 locally', local, 'http://localhost:7071'],
    ['defaults to localhost and PORT locally', { ...local, PORT: '8080' }, 'http://localhost:8080'],
    [
      'defaults to localhost under Core Tools',
      { ...local, WEBSITE_HOSTNAME: 'localhost:7071' },
      'http://localhost:7071',
    ],
    ['may be set in Azure', { ...azure, PUBLIC_BASE_URL: 'https://hooks.contoso.com' }, 'https://hooks.contoso.com'],
    ['may be set locally', { ...local, PUBLIC_BASE_URL: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000'],
    ['may be a host named api', { ...azure, PUBLIC_BASE_URL: 'https://api' }, 'https://api'],
    ['may have a path', { ...azure, PUBLIC_BASE_URL: 'https://contoso.com/insight' }, 'https://contoso.com/insight'],
    [
      'loses its trailing slashes',
      { ...azure, PUBLIC_BASE_URL: 'https://contoso.com/insight//' },
      'https://contoso.com/insight',
    ],
  ])('%s', (_rule, env, url) => {
    expect(loadConfig(env).publicBaseUrl).toBe(url);
  });
});

describe('PUBLIC_BASE_URL is rejected', () => {
  const bare = { ...azure, WEBSITE_HOSTNAME: undefined, WEBSITE_INSTANCE_ID: undefined };

  test.each([['WEBSITE_INSTANCE_ID'], ['CONTAINER_NAME'], ['WEBSITE_POD_NAME'], ['CONTAINER_APP_NAME']])(
    'in Azure, known by %s, when it is not https',
    (mark) => {
      const env = { ...bare, [mark]: 'x', PUBLIC_BASE_URL: 'http://hooks.contoso.com' };
      expect(settingErrorOf(env)).toBe(
        "Setting PUBLIC_BASE_URL: 'http://hooks.contoso.com' is refused in Azure; expected an https address",
      );
    },
  );

  test('in Azure when it is absent and the platform names no host', () => {
    for (const host of [undefined, '', 'localhost:80']) {
      const env = { ...bare, CONTAINER_APP_NAME: 'x', WEBSITE_HOSTNAME: host };
      expect(settingErrorOf(env)).toMatch(/^Setting PUBLIC_BASE_URL: required in Azure .*expected an https address$/);
    }
  });

  test.each([
    ['a user name', 'https://my-secret@contoso.com'],
    ['a password', 'https://user:my-secret@contoso.com/x'],
    ['an empty user name', 'https://@contoso.com'],
    ['a query', 'https://contoso.com/?code=my-secret'],
    ['an empty query', 'https://contoso.com/?'],
    ['a fragment', 'https://contoso.com/#my-secret'],
    ['a backslash', 'https:\\\\contoso.com'],
    ['a space', 'https://contoso.com/a b'],
    ['one slash', 'https:/contoso.com'],
    ['a password without a scheme', 'user:my-secret@contoso.com'],
    ['a password with a slash', 'https://user:my-secret/my-secret@contoso.com'],
  ])('anywhere with %s, which the error does not repeat when it may be secret', (_rule, url) => {
    for (const env of [azure, local]) {
      const fault = settingErrorOf({ ...env, PUBLIC_BASE_URL: url });
      expect(fault).toMatch(/^Setting PUBLIC_BASE_URL: .*expected an http or https address/);
      expect(fault).not.toContain('my-secret');
    }
  });
});

test('the error of a setting never repeats a secret', () => {
  const secrets = { SECRETS_KEY, AzureWebJobsStorage: connection('app'), EventsStorage: connection('theirs') };
  const wrong: Environment[] = [
    { RETRY_SCHEDULE: 'x' },
    { PUBLIC_BASE_URL: 'x' },
    { METRIC_CHANGE_QUEUE: 'X' },
    { SECRETS_KEY: `${SECRETS_KEY}AAAA` },
    { AzureWebJobsStorage: `${connection('app')};AccountKey` },
  ];
  for (const env of wrong)
    expect(settingErrorOf({ ...secrets, ...env })).not.toMatch(
      new RegExp(`AccountKey=|${SECRETS_KEY.slice(0, 9).replace('+', '.')}`),
    );
});
