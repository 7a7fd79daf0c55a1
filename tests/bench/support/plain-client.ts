import { Agent, type IncomingMessage, request } from 'node:http';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  generateAccountSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-queue';

const VALID_MS = 60 * 60_000;
/** The emulator closes a connection that was idle for longer. */
const IDLE_SOCKET_MS = 4_000;

/** A request to the storage. */
export interface PlainRequest {
  readonly service: 'table' | 'queue';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request and returns the body of its answer. @throws when it is refused */
export type Send = (request: PlainRequest) => Promise<string>;

/** A client for the storage that costs little: requests are signed once, by the query. The host of a URL is replaced. */
export function createPlainClient(connectionString: string): { send: Send; close: () => void } {
  const signature = signatureFor(connectionString);
  const ports = {
    table: new URL(partOf(connectionString, 'TableEndpoint')).port,
    queue: new URL(partOf(connectionString, 'QueueEndpoint')).port,
  };
  const agent = new Agent({ keepAlive: true, timeout: IDLE_SOCKET_MS });
  const send: Send = ({ service, method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const { pathname, search } = new URL(url);
      const path = `${pathname}${search}${search ? '&' : '?'}${signature}`;
      const length = { 'content-length': Buffer.byteLength(body) };
      const options = {
        agent,
        method,
        host: '127.0.0.1',
        port: ports[service],
        path,
        headers: { ...headers, ...length },
      };
      const sent = request(options, (response) => void answerOf(response).then(resolve, reject));
      sent.on('error', reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** A part of a connection string. */
export function partOf(connectionString: string, name: string): string {
  return new RegExp(`(?:^|;)${name}=([^;]+)`).exec(connectionString)?.[1] ?? '';
}

function signatureFor(connectionString: string): string {
  const key = new StorageSharedKeyCredential(
    partOf(connectionString, 'AccountName'),
    partOf(connectionString, 'AccountKey'),
  );
  const rights = {
    expiresOn: new Date(Date.now() + VALID_MS),
    permissions: AccountSASPermissions.parse('rwdlacup'),
    services: AccountSASServices.parse('qt').toString(),
    resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
  };
  return generateAccountSASQueryParameters(rights, key).toString();
}

async function answerOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  // The parts of a transaction have statuses of their own.
  const isRefused = (response.statusCode ?? 500) >= 400 || /^HTTP\/1\.1 [45]/m.test(text);
  if (isRefused) throw new Error(`the emulator refused a request: ${response.statusCode} ${text.slice(0, 500)}`);
  return text;
}
