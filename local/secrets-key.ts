import { randomBytes } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { saveLocalSetting } from './local-settings.ts';
import { UnreachableStorage } from './unreachable-storage.ts';

type Settings = Record<string, string>;

/** The table of the app. */
const TABLE = 'InsightTriggers';
/** A storage that is there answers sooner. */
const PATIENCE_MS = 10_000;

/**
 * Makes a `SECRETS_KEY` for a storage in which nothing is stored yet, and keeps it in the local settings. A new key would open
 * nothing of what is stored already. `storage` is the connection string that is used,
 * which may be another than that of the settings.
 *
 * @throws when a key is needed that is not there
 */
export async function ensureSecretsKey(settings: Settings, storage = settings.AzureWebJobsStorage): Promise<void> {
  if (settings.SECRETS_KEY) return;
  if (!storage || (await holdsRows(storage))) throw new Error(missingKey(settings.AzureWebJobsStorage));
  settings.SECRETS_KEY = randomBytes(32).toString('base64');
  saveLocalSetting('SECRETS_KEY', settings.SECRETS_KEY);
  console.log('Made a SECRETS_KEY and kept it in local.settings.json.');
}

async function holdsRows(connection: string): Promise<boolean> {
  const retryOptions = { maxRetries: 1 };
  try {
    const table = TableClient.fromConnectionString(connection, TABLE, { allowInsecureConnection: true, retryOptions });
    const abortSignal = AbortSignal.timeout(PATIENCE_MS);
    const { value: page } = await table.listEntities({ abortSignal }).byPage({ maxPageSize: 1 }).next();
    return (page?.length ?? 0) > 0;
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return false;
    throw new UnreachableStorage('AzureWebJobsStorage', error);
  }
}

function missingKey(connection: string | undefined): string {
  const why = connection ? 'the storage holds data that an earlier key has sealed' : 'no connection string is set';
  const what = 'expected that key in local.settings.json';
  const removal = connection === 'UseDevelopmentStorage=true' ? ', or an empty storage (remove .azurite/)' : '';
  return `Setting SECRETS_KEY: required, since ${why}; ${what}${removal}`;
}
