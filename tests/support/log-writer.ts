import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { hourText, logName } from './memory-append-blobs.ts';

const HOUR_MS = 3_600_000;
/** The largest block that an append blob takes in one request. */
const BLOCK_BYTES = 4 * 1024 * 1024;

/** Writes the hourly blobs of a container, as Azure Monitor does. Hours are counted from the present one. */
export class LogWriter {
  readonly container: ContainerClient;
  readonly #now: number;
  readonly #created = new Set<string>();

  constructor(connectionString: string, container: string, now = Date.now()) {
    this.container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(container);
    this.#now = now;
  }

  nameOf(hour: number): string {
    return logName(hourText(this.#now + hour * HOUR_MS));
  }

  /** Appends to the blob of an hour. It and its container are created if they are missing. */
  async append(hour: number, data: string | Uint8Array): Promise<void> {
    const blob = this.container.getAppendBlobClient(this.nameOf(hour));
    if (!this.#created.has(blob.name)) {
      await this.container.createIfNotExists();
      await blob.createIfNotExists();
      this.#created.add(blob.name);
    }
    const bytes = Buffer.from(data);
    for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
      const block = bytes.subarray(at, at + BLOCK_BYTES);
      await blob.appendBlock(block, block.length);
    }
  }

  /** Replaces the blob of an hour by one of the same name. */
  async replace(hour: number, data: string): Promise<void> {
    await this.container.getAppendBlobClient(this.nameOf(hour)).create();
    await this.append(hour, data);
  }
}
