import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../shared/config.ts';
import { type Environment, SettingError, type StorageAccount } from '../../shared/settings/storage-account.ts';

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

function faultOf(env: Environment): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return 'no fault was found';
}

const byConnectionString = (connectionString: string): StorageAccount => ({
  kind: 'connection-string',
  connectionString,
});

describe('storage', () => {
  const queueServiceUri = 'https://app.queue.core.windows.net';
  const tableServiceUri = 'https://app.table.core.windows.net';
  const identity = {
    AzureWebJobsStorage__queueServiceUri: queueServiceUri,
    AzureWebJobsStorage__tableServiceUri: tableServiceUri,
    AzureWebJobsStorage__blobServiceUri: 'https://app.blob.core.windows.net',
    AzureWebJobsStorage__credential: 'managedidentity',
  };
  const theirs = 'https://theirs.queue.core.windows.net';

  test.each<
    [rule: string, env: Environment, storage: Partial<StorageAccount>, events: Partial<StorageAccount>, name: string]
  >([
    [
      'a connection string serves both',
      { AzureWebJobsStorage: connection('app') },
      byConnectionString(connection('app')),
      byConnectionString(connection('app')),
      'AzureWebJobsStorage',
    ],
    [
      'events may come from another account',
      { AzureWebJobsStorage: connection('app'), EventsStorage: connection('theirs') },
      byConnectionString(connection('app')),
      byConnectionString(connection('theirs')),
      'EventsStorage',
    ],
    [
      'an identity in place of a connection string',
      identity,
      { kind: 'identity', queueServiceUri, tableServiceUri },
      { kind: 'identity', queueServiceUri, tableServiceUri },
      'AzureWebJobsStorage',
    ],
    [
      'an identity that the user has assigned',
      { ...identity, AzureWebJobsStorage__clientId: 'c-1' },
      { kind: 'identity', clientId: 'c-1' },
      { kind: 'identity', clientId: 'c-1' },
      'AzureWebJobsStorage',
    ],
    [
      'an identity for the events alone, whose account needs no tables',
      {
        AzureWebJobsStorage: connection('app'),
        EventsStorage__queueServiceUri: theirs,
        EventsStorage__clientId: 'c-2',
      },
      byConnectionString(connection('app')),
      { kind: 'identity', queueServiceUri: theirs, clientId: 'c-2' },
      'EventsStorage',
    ],
    [
      'an identity for the app, a connection string for the events',
      { ...identity, EventsStorage: connection('theirs') },
      { kind: 'identity', queueServiceUri },
      byConnectionString(connection('theirs')),
      'EventsStorage',
    ],
    [
      'an identity for both, each its own',
      { ...identity, EventsStorage__queueServiceUri: theirs },
      { kind: 'identity', queueServiceUri, tableServiceUri },
      { kind: 'identity', queueServiceUri: theirs },
      'EventsStorage',
    ],
    [
      'a connection string goes before an identity, as in the host',
      { ...identity, AzureWebJobsStorage: connection('app') },
      byConnectionString(connection('app')),
      byConnectionString(connection('app')),
      'AzureWebJobsStorage',
    ],
  ])('%s', (_rule, env, storage, events, name) => {
    const config = loadConfig({ SECRETS_KEY, ...env });
    expect(config.storage).toMatchObject(storage);
    expect(config.events).toMatchObject(events);
    expect(config.eventsConnection).toBe(name);
  });

  test.each<[setting: string, rule: string, env: Environment]>([
    ['AzureWebJobsStorage', 'absent in Azure', { ...azure, AzureWebJobsStorage: undefined }],
    ['AzureWebJobsStorage', 'empty in Azure', { ...azure, AzureWebJobsStorage: '' }],
    ['AzureWebJobsStorage', 'no connection string', { ...local, AzureWebJobsStorage: 'my-secret' }],
    ['AzureWebJobsStorage', 'a key without a name', { ...local, AzureWebJobsStorage: 'AccountKey=my-secret' }],
    ['EventsStorage', 'no connection string', { ...local, EventsStorage: 'my-secret' }],
    [
      'AzureWebJobsStorage',
      'an endpoint that is no address',
      { SECRETS_KEY, AzureWebJobsStorage__queueServiceUri: 'app' },
    ],
    ['EventsStorage', 'an endpoint that is no address', { ...local, EventsStorage__queueServiceUri: 'theirs' }],
  ])('%s that is wrong stops the start with one line: %s', (setting, _rule, env) => {
    const fault = faultOf(env);
    expect(fault).toMatch(new RegExp(`^Setting ${setting}(__queueServiceUri)?: .*expected`));
    expect(fault.split('\n')).toHaveLength(1);
    expect(fault).not.toContain('my-secret');
  });
});

describe('ALLOW_INSECURE_CALLBACKS', () => {
  const on = { ALLOW_INSECURE_CALLBACKS: 'true' };

  test.each<[rule: string, env: Environment]>([
    ['in Azure', { ...azure, ...on }],
    ['in Azure on a plan that sets no instance', { ...azure, ...on, WEBSITE_INSTANCE_ID: undefined }],
    ['in Azure on a plan that sets no host name', { ...azure, ...on, WEBSITE_HOSTNAME: undefined }],
    ['in Azure, whatever the host name says', { ...azure, ...on, WEBSITE_HOSTNAME: 'localhost:7071' }],
    [
      'in Azure at a host whose name starts as this machine',
      { ...azure, ...on, WEBSITE_INSTANCE_ID: undefined, WEBSITE_HOSTNAME: 'localhost-tools.azurewebsites.net' },
    ],
  ])('is refused %s', (_rule, env) => {
    expect(faultOf(env)).toMatch(/^Setting ALLOW_INSECURE_CALLBACKS: .*refused in Azure; expected false$/);
  });

  test.each<[rule: string, env: Environment]>([
    ['on this machine', { ...local, ...on }],
    ['under Core Tools, which set a host name', { ...local, ...on, WEBSITE_HOSTNAME: 'localhost:7071' }],
  ])('is fine %s', (_rule, env) => {
    expect(loadConfig(env).allowInsecureCallbacks).toBe(true);
  });

  test('may say false in Azure', () => {
    expect(loadConfig({ ...azure, ALLOW_INSECURE_CALLBACKS: 'false' }).allowInsecureCallbacks).toBe(false);
  });
});

describe('PUBLIC_BASE_URL', () => {
  test.each<[rule: string, env: Environment, url: string]>([
    ['is the host name in Azure', azure, 'https://insight.azurewebsites.net'],
    [
      'is the host name without an instance too',
      { ...azure, WEBSITE_INSTANCE_ID: undefined },
      'https://insight.azurewebsites.net',
    ],
    ['is this machine otherwise', local, 'http://localhost:7071'],
    ['follows the port', { ...local, PORT: '8080' }, 'http://localhost:8080'],
    ['is this machine under Core Tools', { ...local, WEBSITE_HOSTNAME: 'localhost:7071' }, 'http://localhost:7071'],
    ['may be said in Azure', { ...azure, PUBLIC_BASE_URL: 'https://hooks.contoso.com' }, 'https://hooks.contoso.com'],
    ['may be said locally', { ...local, PUBLIC_BASE_URL: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000'],
    ['may have a path', { ...azure, PUBLIC_BASE_URL: 'https://contoso.com/insight' }, 'https://contoso.com/insight'],
    [
      'loses the slash behind it',
      { ...azure, PUBLIC_BASE_URL: 'https://contoso.com/insight//' },
      'https://contoso.com/insight',
    ],
  ])('%s', (_rule, env, url) => {
    expect(loadConfig(env).publicBaseUrl).toBe(url);
  });
});

test('no fault of any setting repeats a secret', () => {
  const secrets = { SECRETS_KEY, AzureWebJobsStorage: connection('app'), EventsStorage: connection('theirs') };
  const wrong: Environment[] = [
    { RETRY_SCHEDULE: 'x' },
    { PUBLIC_BASE_URL: 'x' },
    { METRIC_CHANGE_QUEUE: 'X' },
    { SECRETS_KEY: `${SECRETS_KEY}AAAA` },
    { AzureWebJobsStorage: `${connection('app')};AccountKey` },
  ];
  for (const env of wrong)
    expect(faultOf({ ...secrets, ...env })).not.toMatch(
      new RegExp(`AccountKey=|${SECRETS_KEY.slice(0, 9).replace('+', '.')}`),
    );
});
