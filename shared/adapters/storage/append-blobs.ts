import type { BlobItem, BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import type { AppendBlob, AppendBlobs } from '../../application/ports.ts';
import { CONNECTIONS, createLimit } from './connections.ts';
import { isBlobChanged, isContainerMissing, withStorage } from './errors.ts';

/** Milliseconds for one listing or one range, retries included. The timer must not hang. */
const PATIENCE_MS = 30_000;

/** Azure Monitor puts a log under the path of its resource, which this ends. Everything before it stands for one log. */
const PATH_END = '/y=';

/** The append blobs of an account. The account is opened at the first use. */
export function createAppendBlobs(open: () => Promise<BlobServiceClient>): AppendBlobs {
  const limit = createLimit(CONNECTIONS.appendBlobs);
  let opened: Promise<BlobServiceClient> | undefined;
  const within = <T>(name: string, work: (container: ContainerClient) => Promise<T>) => {
    opened ??= open();
    const service = opened;
    return limit(() => withStorage(async () => work((await service).getContainerClient(name))));
  };
  return {
    list: (name, days) => within(name, (container) => list(container, days)),
    read: (name, blob, range) => within(name, (container) => read(container, blob, range)),
  };
}

/** Lists by log and day, so that the hours of former years cost nothing. */
async function list(container: ContainerClient, days: readonly string[]): Promise<AppendBlob[]> {
  try {
    const found: AppendBlob[] = [];
    for (const log of await logsIn(container)) {
      for (const day of days) found.push(...(await listDay(container, `${log}${PATH_END}${pathOfDay(day)}`)));
    }
    return found;
  } catch (error) {
    if (isContainerMissing(error)) return [];
    throw error;
  }
}

/** The logs of a container, one for each resource, from one request: the path of a resource is a prefix up to its years. */
async function logsIn(container: ContainerClient): Promise<Set<string>> {
  const logs = new Set<string>();
  const options = { prefix: 'resourceId=', abortSignal: AbortSignal.timeout(PATIENCE_MS) };
  for await (const item of container.listBlobsByHierarchy(PATH_END, options)) {
    // The service returns the prefix with the whole delimiter, the emulator with the first character of it.
    if (item.kind === 'prefix') logs.add(item.name.replace(/\/(y=)?$/, ''));
  }
  return logs;
}

async function listDay(container: ContainerClient, prefix: string): Promise<AppendBlob[]> {
  const found: AppendBlob[] = [];
  const options = { prefix, abortSignal: AbortSignal.timeout(PATIENCE_MS) };
  for await (const item of container.listBlobsFlat(options)) found.push(appendBlobOf(item));
  return found;
}

function pathOfDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}/m=${month}/d=${date}/`;
}

function appendBlobOf({ name, properties }: BlobItem): AppendBlob {
  const { contentLength = 0, etag, createdOn, lastModified } = properties;
  return {
    name,
    length: contentLength,
    // A listing has them without quotes, a condition needs these.
    etag: etag.startsWith('"') ? etag : `"${etag}"`,
    createdAt: createdOn?.getTime() ?? 0,
    changedAt: lastModified.getTime(),
  };
}

async function read(
  container: ContainerClient,
  { name, etag }: AppendBlob,
  { offset, count }: { readonly offset: number; readonly count: number },
): Promise<Uint8Array | undefined> {
  try {
    return await container.getBlobClient(name).downloadToBuffer(offset, count, {
      conditions: { ifMatch: etag },
      abortSignal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    if (isBlobChanged(error)) return undefined;
    throw error;
  }
}
