import { TableClient } from '@azure/data-tables';
import { ManagedIdentityCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';
import type { StorageAccount } from '../../settings/storage-account.ts';

/** A client for one table. Only the emulator uses http, and only connection strings lead to it. */
export function tableClient(account: StorageAccount, table: string): TableClient {
  if (account.kind === 'connection-string') {
    return TableClient.fromConnectionString(account.connectionString, table, { allowInsecureConnection: true });
  }
  return new TableClient(account.tableServiceUri, table, credentialOf(account));
}

/** A client for the queues of an account. */
export function queueService(account: StorageAccount): QueueServiceClient {
  if (account.kind === 'connection-string') return QueueServiceClient.fromConnectionString(account.connectionString);
  return new QueueServiceClient(account.queueServiceUri, credentialOf(account));
}

function credentialOf({ clientId }: Extract<StorageAccount, { kind: 'identity' }>): ManagedIdentityCredential {
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}
