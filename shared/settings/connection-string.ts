/** The services of an account that the app uses by a setting. */
export type StorageService = 'Queue' | 'Table' | 'Blob';

const BASE64 = /^(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const ACCOUNT = /^[a-z\d-]{3,63}$/;
const SUFFIX = /^[a-z\d-]+(\.[a-z\d-]+)+$/i;

/**
 * What is wrong with a connection string of a storage account, without repeating any of it; `undefined` when nothing is. The
 * storage clients accept only names in the spelling of the portal.
 */
export function faultOfConnectionString(text: string, services: readonly StorageService[]): string | undefined {
  const parts = partsOf(text);
  if (!parts) return 'is no list of Name=value, separated by semicolons';
  if (parts.has('UseDevelopmentStorage')) return faultOfEmulator(parts);
  const fault = parts.has('SharedAccessSignature')
    ? faultOfSignature(parts, services)
    : faultOfAccount(parts, services);
  return fault ?? endpoints(parts, services).map(faultOfEndpoint).find(Boolean);
}

type Parts = ReadonlyMap<string, string>;

function partsOf(text: string): Parts | undefined {
  const pairs = text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => /^(\w+)=(.+)$/s.exec(part));
  if (pairs.length === 0 || pairs.includes(null)) return undefined;
  return new Map(pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[2] ?? '']] : [])));
}

function faultOfEmulator(parts: Parts): string | undefined {
  const isAlone = [...parts.keys()].every((name) => /^(UseDevelopmentStorage|DevelopmentStorageProxyUri)$/.test(name));
  if (parts.get('UseDevelopmentStorage') === 'true' && isAlone) return undefined;
  return 'names the emulator in a way that is not UseDevelopmentStorage=true alone';
}

function faultOfAccount(parts: Parts, services: readonly StorageService[]): string | undefined {
  if (!ACCOUNT.test(parts.get('AccountName') ?? '')) return 'has no valid AccountName';
  if (!parts.has('AccountKey')) return 'has no AccountKey';
  if (!BASE64.test(parts.get('AccountKey') ?? '')) return 'has an AccountKey that is no base64';
  if (!/^https?$/i.test(parts.get('DefaultEndpointsProtocol') ?? '')) {
    return 'has no DefaultEndpointsProtocol of http or https';
  }
  if (endpoints(parts, services).length === services.length) return undefined;
  return SUFFIX.test(parts.get('EndpointSuffix') ?? '') ? undefined : 'has no valid EndpointSuffix';
}

function faultOfSignature(parts: Parts, services: readonly StorageService[]): string | undefined {
  if (endpoints(parts, services).length === services.length) return undefined;
  return `has a SharedAccessSignature without ${services.map((name) => `${name}Endpoint`).join(' and ')}`;
}

function endpoints(parts: Parts, services: readonly StorageService[]): [name: string, address: string][] {
  return services.flatMap((service) => {
    const address = parts.get(`${service}Endpoint`);
    return address === undefined ? [] : [[`${service}Endpoint`, address]];
  });
}

function faultOfEndpoint([name, address]: [name: string, address: string]): string | undefined {
  return isEndpoint(address) ? undefined : `has a ${name} that is no address`;
}

/** Whether an address leads to a service: a shared access signature belongs beside it, not into it. */
export function isEndpoint(address: string): boolean {
  const url = URL.parse(address);
  const isPlain = url !== null && !url.username && !url.password && !/[?#\s\\]/.test(address);
  return isPlain && /^https?:\/\/[^/]/i.test(address);
}
