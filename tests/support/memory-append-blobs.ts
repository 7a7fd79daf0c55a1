import type { AppendBlob, AppendBlobs } from '../../shared/application/ports.ts';

interface Stored {
  readonly createdAt: number;
  readonly bytes: Uint8Array;
  readonly changedAt: number;
  readonly etag: string;
}

/** The hour of a time, as in the name of a blob: `2026-11-20T05`. */
export function hourText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 13);
}

/** The name of the blob of an hour such as `2026-11-20T02`. */
export function logName(hour: string, instance = 'CONTOSO'): string {
  const [, year, month, day, of] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d)/.exec(hour) ?? [];
  const path = `/TENANTS/T/PROVIDERS/MICROSOFT.D365CUSTOMERINSIGHTS/INSTANCES/${instance}`;
  return `resourceId=${path}/y=${year}/m=${month}/d=${day}/h=${of}/m=00/PT1H.json`;
}

/** An in-memory twin of the append blobs of an account. Creation times are in whole seconds, as in Azure. */
export class MemoryAppendBlobs implements AppendBlobs {
  /** Every range that was read. */
  readonly reads: { readonly name: string; readonly offset: number; readonly count: number }[] = [];
  readonly #containers = new Map<string, Map<string, Stored>>();
  readonly #now: () => number;
  #lastEtag = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Appends to a blob, which is created if it is missing. */
  append(container: string, name: string, data: string | Uint8Array): void {
    const before = this.#containers.get(container)?.get(name);
    const bytes = Buffer.concat([before?.bytes ?? new Uint8Array(), Buffer.from(data)]);
    this.#put(container, name, { createdAt: before?.createdAt ?? this.#second(), bytes });
  }

  /** Replaces a blob by one of the same name. */
  replace(container: string, name: string, data: string | Uint8Array): void {
    this.#put(container, name, { createdAt: this.#second(), bytes: Buffer.from(data) });
  }

  async list(container: string, days: readonly string[]): Promise<AppendBlob[]> {
    const parts = days.map((day) => day.replace(/^(\d+)-(\d+)-(\d+)$/, '/y=$1/m=$2/d=$3/'));
    return [...(this.#containers.get(container) ?? [])]
      .filter(([name]) => parts.some((part) => name.includes(part)))
      .map(([name, { bytes, etag, createdAt, changedAt }]) => ({
        name,
        length: bytes.length,
        etag,
        createdAt,
        changedAt,
      }));
  }

  async read(
    container: string,
    { name, etag }: AppendBlob,
    { offset, count }: { offset: number; count: number },
  ): Promise<Uint8Array | undefined> {
    this.reads.push({ name, offset, count });
    const stored = this.#containers.get(container)?.get(name);
    return stored?.etag === etag ? stored.bytes.subarray(offset, offset + count) : undefined;
  }

  #put(container: string, name: string, { createdAt, bytes }: Pick<Stored, 'createdAt' | 'bytes'>): void {
    const blobs = this.#containers.get(container) ?? new Map<string, Stored>();
    this.#containers.set(container, blobs);
    blobs.set(name, { createdAt, bytes, changedAt: this.#second(), etag: `"${++this.#lastEtag}"` });
  }

  #second(): number {
    return Math.floor(this.#now() / 1_000) * 1_000;
  }
}
