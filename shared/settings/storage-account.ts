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
 * @throws SettingError when one of them is wrong, or the endpoint is missing.
 */
export function readAccount(
  env: Environment,
  name: string,
  services: readonly StorageService[],
): StorageAccount | undefined {
  const byConnectionString = readConnectionString(env, name, services);
  if (byConnectionString) return byConnectionString;
  const queueServiceUri = readMainEndpoint(env, name, 'queue');
  if (!queueServiceUri) return undefined;
  const tableServiceUri = readEndpoint(env, name, 'table') ?? queueServiceUri.replace('.queue.', '.table.');
  return { kind: 'identity', queueServiceUri, tableServiceUri, clientId: env[`${name}__clientId`] };
}

/**
 * Reads an account of blobs; `undefined` when it has no settings.
 *
 * @throws SettingError when one of them is wrong, or the endpoint is missing.
 */
export function readBlobAccount(env: Environment, name: string): BlobAccount | undefined {
  const byConnectionString = readConnectionString(env, name, ['Blob']);
  if (byConnectionString) return byConnectionString;
  const blobServiceUri = readMainEndpoint(env, name, 'blob');
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

/** The endpoint that an account needs. Any other setting of the account shows that it is meant to be used. */
function readMainEndpoint(env: Environment, name: string, service: Service): string | undefined {
  const address = readEndpoint(env, name, service);
  const other = Object.keys(env).find((key) => key.startsWith(`${name}__`));
  if (address !== undefined || other === undefined) return address;
  throw new SettingError(endpointOf(name, service), `required beside ${other}; ${expectedEndpoint(service)}`);
}

/** By https only, since the token of the identity travels with each request. */
function readEndpoint(env: Environment, name: string, service: Service): string | undefined {
  const setting = endpointOf(name, service);
  const address = env[setting];
  if (address === undefined || (isEndpoint(address) && /^https:/i.test(address))) return address;
  const fault = `${quotedAddress(address)} is no https address of a service`;
  throw new SettingError(setting, `${fault}; ${expectedEndpoint(service)}`);
}

type Service = Uncapitalize<StorageService>;

function endpointOf(name: string, service: Service): string {
  return `${name}__${service}ServiceUri`;
}

function expectedEndpoint(service: Service): string {
  return `expected an endpoint such as https://account.${service}.core.windows.net`;
}
