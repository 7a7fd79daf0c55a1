import { TableClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import type { BlobServiceClient, StoragePipelineOptions } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { BlobAccount, StorageAccount } from '../../settings/storage-account.ts';

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

/** A timer repeats what fails, so its requests give up soon. */
const BLOB_OPTIONS: StoragePipelineOptions = {
  retryOptions: { maxTries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 2_000 },
};

/** A client for the blobs of an account. Only one timer needs the package, so it is loaded at the first use. */
export async function blobService(account: BlobAccount): Promise<BlobServiceClient> {
  const blobs = await import('@azure/storage-blob');
  if (account.kind === 'connection-string') {
    return blobs.BlobServiceClient.fromConnectionString(account.connectionString, BLOB_OPTIONS);
  }
  return new blobs.BlobServiceClient(account.blobServiceUri, credentialOf(account), BLOB_OPTIONS);
}

/** The managed identity of the app. Its package takes long to load, so the first request loads it. */
function credentialOf({ clientId }: { readonly clientId?: string | undefined }): TokenCredential {
  let loading: Promise<TokenCredential> | undefined;
  const load = async () => {
    const { ManagedIdentityCredential } = await import('@azure/identity');
    return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  };
  return {
    async getToken(scopes, options) {
      loading ??= load();
      return (await loading).getToken(scopes, options);
    },
  };
}
