import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../shared/config.ts';
import type { Environment } from '../../../shared/settings/setting-error.ts';
import { settingErrorOf } from './setting-error.ts';

const ACCOUNT_KEY = randomBytes(64).toString('base64');
const local: Environment = {
  SECRETS_KEY: randomBytes(32).toString('base64'),
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};
const connectionString = `DefaultEndpointsProtocol=https;AccountName=logs;AccountKey=${ACCOUNT_KEY};EndpointSuffix=core.windows.net`;
const diagnosticsOf = (env: Environment) => loadConfig({ ...local, ...env }).diagnostics;

describe('the settings of the diagnostic logs', () => {
  test.each<[rule: string, env: Environment]>([
    ['without DiagnosticsStorage', {}],
    ['with an empty DiagnosticsStorage', { DiagnosticsStorage: '' }],
    ['with containers alone', { DIAGNOSTICS_CONTAINERS: 'logs' }],
  ])('turn the reading off %s', (_rule, env) => {
    expect(diagnosticsOf(env)).toBeUndefined();
  });

  test('name the container of Customer Insights and run each minute by default', () => {
    expect(diagnosticsOf({ DiagnosticsStorage: connectionString })).toEqual({
      account: { kind: 'connection-string', connectionString },
      containers: ['insight-logs-operational'],
      schedule: '30 * * * * *',
    });
  });

  test('take several containers, each once, and another schedule', () => {
    const env = { DIAGNOSTICS_CONTAINERS: 'one, two,one', DIAGNOSTICS_SCHEDULE: '0 */5 * * * *' };
    expect(diagnosticsOf({ DiagnosticsStorage: 'UseDevelopmentStorage=true', ...env })).toMatchObject({
      containers: ['one', 'two'],
      schedule: '0 */5 * * * *',
    });
  });

  test('take the endpoint of the blobs with a managed identity', () => {
    const blobServiceUri = 'https://logs.blob.core.windows.net';
    expect(
      diagnosticsOf({
        DiagnosticsStorage__blobServiceUri: blobServiceUri,
        DiagnosticsStorage__credential: 'managedidentity',
        DiagnosticsStorage__clientId: 'c1',
      }),
    ).toMatchObject({ account: { kind: 'identity', blobServiceUri, clientId: 'c1' } });
  });

  test('take a shared access signature of the blobs alone', () => {
    const bySignature = 'BlobEndpoint=https://logs.blob.core.windows.net;SharedAccessSignature=sv=1&sig=x%3D';
    expect(diagnosticsOf({ DiagnosticsStorage: bySignature })).toMatchObject({
      account: { kind: 'connection-string', connectionString: bySignature },
    });
  });

  test.each(['serviceUri', 'credential', 'clientId', 'accountName'])(
    'stop the start when there is %s, but no endpoint of the blobs',
    (part) => {
      expect(settingErrorOf({ ...local, [`DiagnosticsStorage__${part}`]: 'x' })).toBe(
        `Setting DiagnosticsStorage__blobServiceUri: required beside DiagnosticsStorage__${part}; expected an endpoint such as https://account.blob.core.windows.net`,
      );
    },
  );

  test('repeat nothing of a connection string that is wrong', () => {
    const fault = settingErrorOf({ ...local, DiagnosticsStorage: 'AccountKey=my-secret' });
    expect(fault).toMatch(
      /^Setting DiagnosticsStorage: the connection string .*; expected one as the portal shows it$/,
    );
    expect(fault).not.toContain('my-secret');
  });

  test('repeat nothing of a signature in an endpoint', () => {
    const env = { DiagnosticsStorage__blobServiceUri: 'https://logs.blob.core.windows.net?sig=my-secret' };
    expect(settingErrorOf({ ...local, ...env })).toMatch(
      /'https:\/\/logs\.blob\.core\.windows\.net…' .*such as https:\/\/account\.blob\.core\.windows\.net$/,
    );
  });
});
