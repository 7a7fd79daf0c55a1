/** A setting is wrong. The message is one line that names the setting and what is expected. */
export class SettingError extends Error {
  constructor(setting: string, message: string) {
    super(`Setting ${setting}: ${message}`);
    this.name = 'SettingError';
    // Where it was thrown helps nobody: the host shows the line alone.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A storage account, reached by a connection string or by its endpoints with a managed identity. */
export type StorageAccount =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly tableServiceUri: string;
      readonly queueServiceUri: string;
      readonly clientId?: string | undefined;
    };

const CONNECTION_STRING =
  /^UseDevelopmentStorage=true|(?=.*(AccountName|Endpoint)=)(?=.*(AccountKey|SharedAccessSignature)=)/i;

/**
 * Reads an account from the settings that a trigger's connection may have; `undefined` when there are none.
 *
 * @throws SettingError when one of them is wrong.
 */
export function readAccount(env: Environment, name: string): StorageAccount | undefined {
  const connectionString = env[name];
  if (connectionString) {
    if (CONNECTION_STRING.test(connectionString)) return { kind: 'connection-string', connectionString };
    throw new SettingError(
      name,
      'no connection string; expected one as the portal shows it, with the name of the account and a key',
    );
  }
  const queueServiceUri = readEndpoint(env, `${name}__queueServiceUri`);
  if (!queueServiceUri) return undefined;
  const tableServiceUri =
    readEndpoint(env, `${name}__tableServiceUri`) ?? queueServiceUri.replace('.queue.', '.table.');
  return { kind: 'identity', queueServiceUri, tableServiceUri, clientId: env[`${name}__clientId`] };
}

function readEndpoint(env: Environment, name: string): string | undefined {
  const address = env[name];
  if (address === undefined || URL.canParse(address)) return address;
  throw new SettingError(name, 'no address; expected an endpoint such as https://account.queue.core.windows.net');
}
