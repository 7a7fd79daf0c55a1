import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../shared/config.ts';
import type { Environment } from '../../../shared/settings/setting-error.ts';
import type { StorageAccount } from '../../../shared/settings/storage-account.ts';
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

const byConnectionString = (connectionString: string): StorageAccount => ({
  kind: 'connection-string',
  connectionString,
});

describe('the storage settings', () => {
  const bare = `DefaultEndpointsProtocol=https;AccountName=app;AccountKey=${ACCOUNT_KEY}`;
  const byEndpoints = `${bare};QueueEndpoint=http://127.0.0.1:1/app;TableEndpoint=http://127.0.0.1:2/app;`;
  const bySignature =
    'QueueEndpoint=https://q.contoso.com/;TableEndpoint=https://t.contoso.com/;SharedAccessSignature=sv=1&sig=x%3D';
  const malformed: [rule: string, text: string][] = [
    ['one word', 'foo'],
    ['an unresolved reference', '@Microsoft.KeyVault(SecretUri=https://v.test/my-secret)'],
    ['no account name', `DefaultEndpointsProtocol=https;AccountKey=${ACCOUNT_KEY};EndpointSuffix=core.windows.net`],
    ['an account name with a point', connection('my-secret.x')],
    ['no account key', 'DefaultEndpointsProtocol=https;AccountName=app;EndpointSuffix=core.windows.net'],
    [
      'an empty account key',
      'DefaultEndpointsProtocol=https;AccountName=app;AccountKey=;EndpointSuffix=core.windows.net',
    ],
    ['a broken account key', connection('app').replace('==;', ';').replace('AccountKey=', 'AccountKey=my-secret!')],
    ['no protocol', connection('app').replace('DefaultEndpointsProtocol=https;', '')],
    ['another protocol', connection('app').replace('=https;', '=ftp;')],
    ['neither suffix nor endpoints', bare],
    ['a suffix that is no host', `${bare};EndpointSuffix=core windows`],
    ['an endpoint that is no address', `${connection('app')};QueueEndpoint=queue`],
    ['an endpoint with a query', `${connection('app')};QueueEndpoint=https://q.test/?sig=my-secret`],
    ['a signature without an endpoint', 'SharedAccessSignature=my-secret'],
    ['the emulator turned off', 'UseDevelopmentStorage=false'],
    ['the emulator and an account', `UseDevelopmentStorage=true;${bare}`],
  ];

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
      'a connection string serves tables, delivery queue and event queues',
      { AzureWebJobsStorage: connection('app') },
      byConnectionString(connection('app')),
      byConnectionString(connection('app')),
      'AzureWebJobsStorage',
    ],
    [
      'the event queues may be in another account',
      { AzureWebJobsStorage: connection('app'), EventsStorage: connection('theirs') },
      byConnectionString(connection('app')),
      byConnectionString(connection('theirs')),
      'EventsStorage',
    ],
    [
      'an identity may replace the connection string',
      identity,
      { kind: 'identity', queueServiceUri, tableServiceUri },
      { kind: 'identity', queueServiceUri, tableServiceUri },
      'AzureWebJobsStorage',
    ],
    [
      'a user-assigned identity may replace the connection string',
      { ...identity, AzureWebJobsStorage__clientId: 'c-1' },
      { kind: 'identity', clientId: 'c-1' },
      { kind: 'identity', clientId: 'c-1' },
      'AzureWebJobsStorage',
    ],
    [
      'an identity may serve the event queues alone',
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
      'an identity may serve the app and a connection string the event queues',
      { ...identity, EventsStorage: connection('theirs') },
      { kind: 'identity', queueServiceUri },
      byConnectionString(connection('theirs')),
      'EventsStorage',
    ],
    [
      'the app and the event queues may have their own identities',
      { ...identity, EventsStorage__queueServiceUri: theirs },
      { kind: 'identity', queueServiceUri, tableServiceUri },
      { kind: 'identity', queueServiceUri: theirs },
      'EventsStorage',
    ],
    [
      'a connection string may have endpoints in place of a suffix',
      { AzureWebJobsStorage: byEndpoints },
      byConnectionString(byEndpoints),
      byConnectionString(byEndpoints),
      'AzureWebJobsStorage',
    ],
    [
      'a connection string may have a shared access signature',
      { AzureWebJobsStorage: bySignature },
      byConnectionString(bySignature),
      byConnectionString(bySignature),
      'AzureWebJobsStorage',
    ],
    [
      'a connection string takes precedence over an identity',
      { ...identity, AzureWebJobsStorage: connection('app') },
      byConnectionString(connection('app')),
      byConnectionString(connection('app')),
      'AzureWebJobsStorage',
    ],
  ])('follow the rule: %s', (_rule, env, storage, events, name) => {
    const config = loadConfig({ SECRETS_KEY, ...env });
    expect(config.storage).toMatchObject(storage);
    expect(config.events).toMatchObject(events);
    expect(config.eventsConnection).toBe(name);
  });

  test.each<[setting: string, env: Environment]>([
    ['AzureWebJobsStorage__accountName', { SECRETS_KEY, AzureWebJobsStorage__accountName: 'app' }],
    ['AzureWebJobsStorage__tableServiceUri', { SECRETS_KEY, AzureWebJobsStorage__tableServiceUri: tableServiceUri }],
    ['EventsStorage__serviceUri', { ...local, EventsStorage__serviceUri: theirs }],
    ['EventsStorage__queueserviceuri', { ...local, EventsStorage__queueserviceuri: theirs }],
    ['EventsStorage__accountName', { ...local, EventsStorage__accountName: 'theirs' }],
    ['EventsStorage__credential', { ...local, EventsStorage__credential: 'managedidentity' }],
    ['EventsStorage__clientId', { ...local, EventsStorage__clientId: 'c-2' }],
    [
      'EventsStorage__blobServiceUri',
      { ...local, EventsStorage__blobServiceUri: 'https://theirs.blob.core.windows.net' },
    ],
  ])('stop the start with one line when there is %s, but no endpoint of the queues', (setting, env) => {
    const name = setting.replace(/__.*/, '__queueServiceUri');
    expect(settingErrorOf(env)).toBe(
      `Setting ${name}: required beside ${setting}; expected an endpoint such as https://account.queue.core.windows.net`,
    );
  });

  test('do not mean those of another name', () => {
    const config = loadConfig({ ...local, EventsStorage__clientId: '', EventsStorageOfOthers__serviceUri: theirs });
    expect(config.eventsConnection).toBe('AzureWebJobsStorage');
  });

  test.each<[setting: string, rule: string, env: Environment]>([
    ['AzureWebJobsStorage', 'absent in Azure', { ...azure, AzureWebJobsStorage: undefined }],
    ['AzureWebJobsStorage', 'empty in Azure', { ...azure, AzureWebJobsStorage: '' }],
    ['AzureWebJobsStorage', 'not a connection string', { ...local, AzureWebJobsStorage: 'my-secret' }],
    [
      'AzureWebJobsStorage',
      'an account key without an account name',
      { ...local, AzureWebJobsStorage: 'AccountKey=my-secret' },
    ],
    ['EventsStorage', 'not a connection string', { ...local, EventsStorage: 'my-secret' }],
    [
      'AzureWebJobsStorage',
      'an endpoint that is not a URL',
      { SECRETS_KEY, AzureWebJobsStorage__queueServiceUri: 'app' },
    ],
    ['EventsStorage', 'an endpoint that is not a URL', { ...local, EventsStorage__queueServiceUri: 'theirs' }],
    ...malformed.flatMap(([rule, text]): [string, string, Environment][] => [
      ['AzureWebJobsStorage', rule, { ...local, AzureWebJobsStorage: text }],
      ['EventsStorage', rule, { ...local, EventsStorage: text }],
    ]),
    [
      'AzureWebJobsStorage',
      'endpoints without one for tables',
      { ...local, AzureWebJobsStorage: `${bare};QueueEndpoint=https://q.contoso.com` },
    ],
    [
      'AzureWebJobsStorage',
      'a signature without an endpoint for tables',
      { ...local, AzureWebJobsStorage: 'QueueEndpoint=https://q.contoso.com;SharedAccessSignature=my-secret' },
    ],
    ...[
      'http://a.queue.core.windows.net',
      'https://u:my-secret@a.test',
      'https://a.test/?sig=my-secret',
      'ftp://a.test',
    ].map((uri): [string, string, Environment] => [
      'AzureWebJobsStorage',
      `an identity at ${uri}`,
      { SECRETS_KEY, AzureWebJobsStorage__queueServiceUri: uri },
    ]),
  ])('stop the start with one line when %s is invalid: %s', (setting, _rule, env) => {
    const fault = settingErrorOf(env);
    expect(fault).toMatch(new RegExp(`^Setting ${setting}(__queueServiceUri)?: .*expected`));
    expect(fault.split('\n')).toHaveLength(1);
    expect(fault).not.toContain('my-secret');
  });
});
