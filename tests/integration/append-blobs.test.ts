import { BlobServiceClient } from '@azure/storage-blob';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createAppendBlobs } from '../../shared/adapters/storage/append-blobs.ts';
import { blobService } from '../../shared/adapters/storage/clients.ts';
import { StorageUnavailableError } from '../../shared/application/errors.ts';
import type { AppendBlob, AppendBlobs } from '../../shared/application/ports.ts';
import { eventually } from '../support/eventually.ts';
import { logName, MemoryAppendBlobs } from '../support/memory-append-blobs.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
let containers = 0;

/** The writer of a container, and what reads it. */
interface Logs {
  readonly blobs: AppendBlobs;
  append(name: string, text: string): Promise<void>;
  replace(name: string, text: string): Promise<void>;
}

const open = (connectionString: string) =>
  createAppendBlobs(() => blobService({ kind: 'connection-string', connectionString }));

function onAzurite(container: string): Logs {
  const client = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient(container);
  const replace = async (name: string, text: string) => {
    await client.createIfNotExists();
    const blob = client.getAppendBlobClient(name);
    await blob.create();
    await blob.appendBlock(text, Buffer.byteLength(text));
  };
  const append = async (name: string, text: string) => {
    const blob = client.getAppendBlobClient(name);
    const exists = await blob.exists();
    if (exists) await blob.appendBlock(text, Buffer.byteLength(text));
    else await replace(name, text);
  };
  return { blobs: open(storage.connectionString), append, replace };
}

function inMemory(container: string): Logs {
  const blobs = new MemoryAppendBlobs(Date.now);
  return {
    blobs,
    append: async (name, text) => blobs.append(container, name, text),
    replace: async (name, text) => blobs.replace(container, name, text),
  };
}

describe.each([
  ['the twin of append blobs', inMemory],
  ['the adapter of append blobs, on Azurite', onAzurite],
])('%s', (_name, make) => {
  let container: string;
  let logs: Logs;

  beforeEach(() => {
    container = `logs-${++containers}`;
    logs = make(container);
  });

  const listed = async (...days: string[]): Promise<AppendBlob> => {
    const [blob] = await logs.blobs.list(container, days);
    if (!blob) throw new Error('no blob is listed');
    return blob;
  };

  const textOf = async (blob: AppendBlob, offset: number, count: number) => {
    const bytes = await logs.blobs.read(container, blob, { offset, count });
    return bytes && Buffer.from(bytes).toString();
  };

  test('lists nothing while the container does not exist', async () => {
    expect(await logs.blobs.list(container, ['2026-11-20'])).toEqual([]);
  });

  test('lists the blobs of the days that are asked for, of every resource', async () => {
    const names = ['2026-11-18T23', '2026-11-19T00', '2026-11-19T23', '2026-11-20T05', '2026-11-21T00'].flatMap(
      (hour) => [logName(hour, 'FIRST'), logName(hour, 'SECOND')],
    );
    for (const name of [...names, 'other.json', 'resourceId=/other.json']) await logs.append(name, 'x');
    const found = await logs.blobs.list(container, ['2026-11-19', '2026-11-20']);
    expect(found.map(({ name }) => name).toSorted()).toEqual(names.filter((name) => /d=(19|20)/.test(name)).toSorted());
    expect(await logs.blobs.list(container, [])).toEqual([]);
  });

  test('tells the length in bytes and when the blob was changed last', async () => {
    const from = Date.now();
    await logs.append(logName('2026-11-20T05'), 'ä\n');
    const { length, changedAt, createdAt } = await listed('2026-11-20');
    expect(length).toBe(3);
    // The first bytes may come a second after the blob is made.
    expect(createdAt).toBeLessThanOrEqual(changedAt);
    expect(Math.abs(createdAt - from)).toBeLessThan(10_000);
    expect(Math.abs(changedAt - from)).toBeLessThan(10_000);
  });

  test('reads a range of bytes', async () => {
    await logs.append(logName('2026-11-20T05'), 'first\nsecond\n');
    const blob = await listed('2026-11-20');
    expect(await textOf(blob, 6, 7)).toBe('second\n');
    expect(await textOf(blob, 0, blob.length)).toBe('first\nsecond\n');
  });

  test('keeps the creation after an append, and changes the ETag', async () => {
    const name = logName('2026-11-20T05');
    await logs.append(name, 'first\n');
    const before = await listed('2026-11-20');
    await eventually('another second', () => Date.now() > before.createdAt + 1_000);
    await logs.append(name, 'second\n');
    const after = await listed('2026-11-20');
    expect(after).toMatchObject({ createdAt: before.createdAt, length: 13 });
    expect(after.etag).not.toBe(before.etag);
    expect(after.changedAt).toBeGreaterThan(before.changedAt);
    await logs.replace(name, 'third, which is longer\n');
    expect((await listed('2026-11-20')).createdAt).toBeGreaterThan(before.createdAt);
  });

  test('reads nothing of a blob that has changed since it was listed', async () => {
    const name = logName('2026-11-20T05');
    await logs.append(name, 'first\n');
    const before = await listed('2026-11-20');
    await logs.append(name, 'second\n');
    expect(await textOf(before, 0, 6)).toBeUndefined();
    expect(await textOf(await listed('2026-11-20'), 0, 6)).toBe('first\n');
  });

  test('reads nothing of a blob that is gone', async () => {
    await logs.append(logName('2026-11-20T05'), 'first\n');
    const blob = { ...(await listed('2026-11-20')), name: logName('2026-11-20T06') };
    expect(await textOf(blob, 0, 6)).toBeUndefined();
  });
});

describe('the adapter of append blobs', () => {
  const blobUrl = () => /BlobEndpoint=([^;]+)/.exec(storage.connectionString)?.[1] ?? '';

  test('says that the storage is unavailable when the account refuses access', async () => {
    const wrong = storage.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${'A'.repeat(86)}==`);
    await expect(open(wrong).list('logs-1', [])).rejects.toThrow(StorageUnavailableError);
  });

  test('says that the storage is unavailable when nothing answers', async () => {
    const nowhere = storage.connectionString.replace(blobUrl(), 'http://127.0.0.1:1/devstoreaccount1');
    await expect(open(nowhere).list('logs-1', [])).rejects.toThrow(StorageUnavailableError);
  });
});
