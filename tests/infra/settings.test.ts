import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loadConfig } from '../../shared/config.ts';
import { bicep, evaluate } from './support/bicep.ts';

const MODULE = 'infra/modules/app-settings.bicep';
const KEY = Buffer.alloc(32, 7).toString('base64');
const settingsSchema = z.record(z.string(), z.string());

/** What a deployment settles, with or without accounts of others and a rotation of the key. */
const facts = (isFull: boolean) => `{
  clientId: 'client-1'
  storage: {
    blob: 'https://own.blob.core.windows.net/'
    queue: 'https://own.queue.core.windows.net/'
    table: 'https://own.table.core.windows.net/'
  }
  eventsQueueEndpoint: '${isFull ? 'https://producer.queue.core.windows.net/' : ''}'
  diagnosticsBlobEndpoint: '${isFull ? 'https://logs.blob.core.windows.net/' : ''}'
  queues: { refreshStatus: 'refresh-status', metricChange: 'metric-change' }
  insightsConnectionString: 'InstrumentationKey=1'
  secretsKeyUri: 'https://vault.example.com/secrets/secrets-key'
  isRotating: ${isFull}
  more: { RETENTION: '60d' }
}`;

/** The settings of a small deployment and of one with everything. */
function deployed() {
  const calls = [false, true].map((isFull) => `module.appSettingsOf(${facts(isFull)})`).join('\n');
  const [small = {}, full = {}] = z.array(settingsSchema).parse(evaluate(MODULE, `[\n${calls}\n]`));
  return { small, full };
}

/** What the app reads: the platform puts in what the vault holds. */
function resolved(settings: Readonly<Record<string, string>>): Record<string, string> {
  const values = Object.entries(settings).map(([name, value]) => [name, value.startsWith('@Microsoft') ? KEY : value]);
  return { ...Object.fromEntries(values), WEBSITE_HOSTNAME: 'app.azurewebsites.net' };
}

/** Settings that the host reads, or the identity of a connection. */
const PLATFORM =
  /^((AzureWebJobsStorage|EventsStorage)__(credential|clientId|blobServiceUri)|APPLICATIONINSIGHTS_(CONNECTION|AUTHENTICATION)_STRING|DiagnosticsStorage__(credential|clientId|blobServiceUri))$/;

const VALID = { AzureWebJobsStorage__queueServiceUri: 'https://own.queue.core.windows.net/', SECRETS_KEY: KEY };

/** Whether the app reads a setting: then it refuses a value that makes no sense. */
function isKnown(name: string): boolean {
  try {
    loadConfig({ ...VALID, [name]: '\u0007' });
    return false;
  } catch (error) {
    return String(error).includes(`Setting ${name}:`);
  }
}

/** The names of the settings in the text of the module. */
function namesInText(): string[] {
  const text = readFileSync(MODULE, 'utf8');
  return [...text.matchAll(/\b([A-Z][A-Z_]{5,}): /g)].map(([, name]) => name ?? '');
}

describe('the settings of a deployment', () => {
  const { small, full } = bicep ? deployed() : { small: {}, full: {} };

  it('are all read by the app or by its host', () => {
    const names = bicep ? Object.keys(full) : namesInText();
    expect(names.filter((name) => !PLATFORM.test(name) && !isKnown(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['SECRETS_KEY', 'SECRETS_KEY_PREVIOUS', 'REFRESH_STATUS_QUEUE']));
  });

  if (!bicep) return;

  it('start the app on its own storage by its identity', () => {
    const config = loadConfig(resolved(small));
    const own = {
      kind: 'identity',
      clientId: 'client-1',
      queueServiceUri: 'https://own.queue.core.windows.net/',
      tableServiceUri: 'https://own.table.core.windows.net/',
    };
    expect(config).toMatchObject({ storage: own, events: own, eventsConnection: 'AzureWebJobsStorage' });
    expect(config.secretsKeys).toHaveLength(1);
  });

  it('start the app on the queues of a producer, and with both keys while one is rotated', () => {
    const config = loadConfig(resolved(full));
    expect(config.events).toMatchObject({ queueServiceUri: 'https://producer.queue.core.windows.net/' });
    expect(config.eventsConnection).toBe('EventsStorage');
    expect(config.secretsKeys).toHaveLength(2);
  });

  it('sign in to every account by the identity of the app', () => {
    for (const account of ['AzureWebJobsStorage', 'EventsStorage', 'DiagnosticsStorage']) {
      expect(full).toMatchObject({
        [`${account}__credential`]: 'managedidentity',
        [`${account}__clientId`]: 'client-1',
      });
    }
  });

  it('read both keys from the vault', () => {
    expect(full).toMatchObject({
      SECRETS_KEY: '@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/secrets-key)',
      SECRETS_KEY_PREVIOUS: '@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/secrets-key-previous)',
    });
  });

  it('take more settings as they are', () => {
    expect(loadConfig(resolved(small)).retention).toBe(60 * 86_400_000);
  });

  it('name no account of others that was not asked for', () => {
    expect(Object.keys(small).filter((name) => /^(Events|Diagnostics)Storage|PREVIOUS/.test(name))).toEqual([]);
  });
});
