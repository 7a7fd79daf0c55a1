import { columnsOf } from '../../shared/adapters/storage/table-columns.ts';
import { ConflictError } from '../../shared/application/errors.ts';
import type { KeyRange, Page, Row, Store, Write } from '../../shared/application/ports.ts';
import { after } from '../../shared/application/store/keys.ts';
import { SortedKeys } from './sorted-keys.ts';

const MAX_PAGE = 1000;
const MAX_WRITES = 100;

/** The service's limit for one transaction, and the bytes that a change adds on the wire as JSON inside JSON. */
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
const OVERHEAD_BYTES = 600;
/** The most characters that one character of a row becomes on the wire: an escape whose backslash is escaped again. */
const LONGEST_ESCAPE = 7;

function bytesOf(write: Write): number {
  return OVERHEAD_BYTES + (write.kind === 'remove' ? 0 : JSON.stringify(columnsOf(write.data)).length);
}

interface StoredText {
  readonly etag: string;
  readonly json: string;
}

/** One partition: its rows by key, and its keys in order. */
class Partition {
  readonly rows = new Map<string, StoredText>();
  readonly #keys = new SortedKeys();

  set(key: string, row: StoredText): void {
    if (!this.rows.has(key)) this.#keys.add(key);
    this.rows.set(key, row);
  }

  delete(key: string): void {
    if (this.rows.delete(key)) this.#keys.remove(key);
  }

  /** Up to `most` keys of a range, in order. */
  keysIn(range: KeyRange, most: number): string[] {
    return this.#keys.within(range, most);
  }
}

/** An in-memory twin of Azure Table Storage with ETags, conflicts, transactions and pages. It counts requests and rows read. */
export class MemoryStore implements Store {
  requests = 0;
  /** The rows that could not be read: partition and message. */
  readonly unreadable: string[] = [];
  rowsRead = 0;
  readonly #partitions = new Map<string, Partition>();
  #lastEtag = 0;

  async read(partition: string, key: string): Promise<Row | undefined> {
    this.requests++;
    const row = this.#partition(partition).rows.get(key);
    if (row) this.rowsRead++;
    return row && { key, etag: row.etag, data: JSON.parse(row.json) };
  }

  async range(partition: string, range: KeyRange): Promise<Page> {
    this.requests++;
    const found = this.#partition(partition);
    const most = range.top ?? MAX_PAGE;
    const keys = found.keysIn(range, most + 1);
    const rows = keys.slice(0, most).flatMap((key) => {
      const row = found.rows.get(key);
      return row ? [{ key, etag: row.etag, data: JSON.parse(row.json) }] : [];
    });
    this.rowsRead += rows.length;
    const last = rows.at(-1);
    return last && keys.length > rows.length ? { rows, next: after(last.key) } : { rows };
  }

  async commit(partition: string, writes: readonly Write[]): Promise<readonly string[]> {
    this.requests++;
    if (writes.length > MAX_WRITES) throw new Error(`${writes.length} writes in a transaction; at most ${MAX_WRITES}`);
    if (new Set(writes.map(({ key }) => key)).size < writes.length) throw new Error('a row twice in a transaction');
    if (writes.length > 1 && writes.some((write) => write.kind === 'remove' && write.etag))
      throw new Error('an ETag in a transaction');
    const texts = writes.map((write) => (write.kind === 'remove' ? '' : JSON.stringify(write.data)));
    checkSize(writes, texts);
    const rows = this.#partition(partition);
    if (!writes.every((write) => isPossible(write, rows.rows.get(write.key)))) throw new ConflictError();
    return writes.map((write, index) => this.#apply(rows, write, texts[index] ?? ''));
  }

  noteUnreadable(partition: string, fault: Error): void {
    this.unreadable.push(`${partition}: ${fault.message}`);
  }

  /** The rows of a partition whose key starts with `prefix`. Tests use it to inspect what is stored. */
  rowsUnder(partition: string, prefix = ''): Row[] {
    const found = this.#partition(partition);
    return found.keysIn({ from: prefix, to: `${prefix}~` }, Number.POSITIVE_INFINITY).map((key) => {
      const row = found.rows.get(key);
      return { key, etag: row?.etag ?? '', data: JSON.parse(row?.json ?? 'null') };
    });
  }

  /** The text of a row as it is stored; undefined when it does not exist. */
  textOf(partition: string, key: string): string | undefined {
    return this.#partitions.get(partition)?.rows.get(key)?.json;
  }

  /** Everything that is stored, as text. Tests search it for secrets. */
  dump(): string {
    return JSON.stringify([...this.#partitions].map(([name, { rows }]) => [name, ...rows]));
  }

  #apply(rows: Partition, write: Write, json: string): string {
    if (write.kind === 'remove') {
      rows.delete(write.key);
      return '';
    }
    const etag = `"${++this.#lastEtag}"`;
    rows.set(write.key, { etag, json });
    return etag;
  }

  #partition(name: string): Partition {
    const found = this.#partitions.get(name) ?? new Partition();
    this.#partitions.set(name, found);
    return found;
  }
}

/** Counts the exact size only when the upper bound is over the limit, since counting is slow. */
function checkSize(writes: readonly Write[], texts: readonly string[]): void {
  const most = texts.reduce((sum, text) => sum + OVERHEAD_BYTES + text.length * LONGEST_ESCAPE, 0);
  if (most <= MAX_TRANSACTION_BYTES) return;
  const bytes = writes.reduce((sum, write) => sum + bytesOf(write), 0);
  if (bytes > MAX_TRANSACTION_BYTES) throw new Error(`${bytes} bytes in a transaction; at most 4 MiB`);
}

function isPossible(write: Write, row: StoredText | undefined): boolean {
  if (write.kind === 'put') return true;
  if (write.kind === 'insert') return row === undefined;
  if (write.kind === 'replace') return row?.etag === write.etag;
  return row !== undefined && (write.etag === undefined || row.etag === write.etag);
}
