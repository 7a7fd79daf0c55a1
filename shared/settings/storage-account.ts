import { faultOfConnectionString, isEndpoint, type StorageService } from './connection-string.ts';
import { type Environment, quotedAddress, SettingError } from './setting-error.ts';

/** An account that is reached by a connection string. */
interface ByConnectionString {
  readonly kind: 'connection-string';
  readonly connectionString: string;
}

/** An account whose blobs are read, reached by a connection string or by its endpoint with a managed identity. */
export type BlobAccount =
  | ByConnectionString
  | { readonly kind: 'identity'; readonly blobServiceUri: string; readonly clientId?: string | undefined };

/** A storage account, reached by a connection string or by its endpoints with a managed identity. */
export type StorageAccount =
  | ByConnectionString
  | {
      readonly kind: 'identity';
      readonly tableServiceUri: string;
      readonly queueServiceUri: string;
      readonly clientId?: string | undefined;
    };

/**
 * Reads an account from the settings that a trigger's connection may have; `undefined` when there are none.
 *
 * @throws SettingError when one of them is wrong.
 */
export function readAccount(
  env: Environment,
  name: string,
  services: readonly StorageService[],
): StorageAccount | undefined {
  const byConnectionString = readConnectionString(env, name, services);
  if (byConnectionString) return byConnectionString;
  const queueServiceUri = readEndpoint(env, `${name}__queueServiceUri`);
  if (!queueServiceUri) return undefined;
  const tableServiceUri =
    readEndpoint(env, `${name}__tableServiceUri`) ?? queueServiceUri.replace('.queue.', '.table.');
  return { kind: 'identity', queueServiceUri, tableServiceUri, clientId: env[`${name}__clientId`] };
}

/**
 * Reads an account of blobs; `undefined` when it has no settings.
 *
 * @throws SettingError when one of them is wrong.
 */
export function readBlobAccount(env: Environment, name: string): BlobAccount | undefined {
  const byConnectionString = readConnectionString(env, name, ['Blob']);
  if (byConnectionString) return byConnectionString;
  const blobServiceUri = readEndpoint(env, `${name}__blobServiceUri`);
  return blobServiceUri ? { kind: 'identity', blobServiceUri, clientId: env[`${name}__clientId`] } : undefined;
}

function readConnectionString(
  env: Environment,
  name: string,
  services: readonly StorageService[],
): ByConnectionString | undefined {
  const connectionString = env[name];
  if (!connectionString) return undefined;
  const fault = faultOfConnectionString(connectionString, services);
  if (!fault) return { kind: 'connection-string', connectionString };
  // The value is secret: it holds a key.
  throw new SettingError(name, `the connection string ${fault}; expected one as the portal shows it`);
}

/** By https only, since the token of the identity travels with each request. */
function readEndpoint(env: Environment, name: string): string | undefined {
  const address = env[name];
  if (address === undefined || (isEndpoint(address) && /^https:/i.test(address))) return address;
  const service = /__(\w+)ServiceUri$/.exec(name)?.[1];
  throw new SettingError(
    name,
    `${quotedAddress(address)} is no https address of a service; expected an endpoint such as https://account.${service}.core.windows.net`,
  );
}
