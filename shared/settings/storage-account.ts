import { faultOfConnectionString, isEndpoint, type StorageService } from './connection-string.ts';
import { type Environment, quotedAddress, SettingError } from './setting-error.ts';

/** A storage account, reached by a connection string or by its endpoints with a managed identity. */
export type StorageAccount =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
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
  const connectionString = env[name];
  if (connectionString) {
    const fault = faultOfConnectionString(connectionString, services);
    if (!fault) return { kind: 'connection-string', connectionString };
    // The value is secret: it holds a key.
    throw new SettingError(name, `the connection string ${fault}; expected one as the portal shows it`);
  }
  const queueServiceUri = readEndpoint(env, `${name}__queueServiceUri`);
  if (!queueServiceUri) return undefined;
  const tableServiceUri =
    readEndpoint(env, `${name}__tableServiceUri`) ?? queueServiceUri.replace('.queue.', '.table.');
  return { kind: 'identity', queueServiceUri, tableServiceUri, clientId: env[`${name}__clientId`] };
}

/** By https only, since the token of the identity travels with each request. */
function readEndpoint(env: Environment, name: string): string | undefined {
  const address = env[name];
  if (address === undefined || (isEndpoint(address) && /^https:/i.test(address))) return address;
  throw new SettingError(
    name,
    `${quotedAddress(address)} is no https address of a service; expected an endpoint such as https://account.queue.core.windows.net`,
  );
}
