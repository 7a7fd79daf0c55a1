import type { Row, Write } from '../../../shared/application/ports.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type Mark, markOf, type Signature } from './states.ts';

/** A row that a transaction wrote, or removed when there is no data. `commit` is the number of the transaction. */
export interface Change {
  readonly commit: number;
  readonly partition: string;
  readonly key: string;
  readonly data?: object;
}

/** The fields of deliveries and firings that show whether work is left. */
interface Progress {
  readonly state?: string;
  readonly cursor?: string;
}

/** The limit of rows in a transaction. */
const ROWS = 100;

const FINISHED: ReadonlySet<string | undefined> = new Set(['delivered', 'dead']);

/** The in-memory store and the log of its transactions, in commit order. */
export class ObservedStore {
  readonly store = new MemoryStore();
  readonly log: Change[] = [];
  /** Names of the deliveries and fan-outs that are not finished. */
  readonly unfinished = new Set<string>();
  /** The number of committed transactions. */
  commits = 0;
  readonly #signature: Signature;
  readonly #marks = new Map<string, Mark>();
  /** The rows that changed since the signature was asked for last. */
  readonly #unsigned = new Map<string, Pick<Change, 'partition' | 'key'>>();

  constructor(signature: Signature) {
    this.#signature = signature;
  }

  /** A store that already contains the result of a log. */
  static async from(log: readonly Change[], signature: Signature): Promise<ObservedStore> {
    const observed = new ObservedStore(signature);
    observed.log.push(...log);
    observed.commits = (log.at(-1)?.commit ?? -1) + 1;
    for (const [partition, rows] of lastRows(log)) {
      const writes = [...rows].map(([key, data]): Write => ({ kind: 'put', key, data }));
      // Every run of a scenario starts with these rows, so the hash of the state leaves them out.
      for (let at = 0; at < writes.length; at += ROWS)
        await observed.store.commit(partition, writes.slice(at, at + ROWS));
    }
    return observed;
  }

  /** Commits to the store, and logs the transaction when it succeeds. */
  async commit(partition: string, writes: readonly Write[]): Promise<readonly string[]> {
    // The in-memory store decides synchronously, before any other process runs.
    const deciding = this.store.commit(partition, writes);
    const etags = await deciding;
    this.#note(partition, writes);
    return etags;
  }

  /** Brings the signature up to date. A row that changed several times since then is hashed once. */
  sign(): void {
    for (const [name, { partition, key }] of this.#unsigned) this.#sign(name, this.store.textOf(partition, key));
    this.#unsigned.clear();
  }

  /** Reads rows directly, without a step of the scheduler. */
  rows(partition: string, prefix: string): Row[] {
    return this.store.rowsUnder(partition, prefix);
  }

  #note(partition: string, writes: readonly Write[]): void {
    const commit = this.commits++;
    for (const write of writes) {
      const { key } = write;
      const name = `${partition} ${key}`;
      const data = write.kind === 'remove' ? undefined : write.data;
      const change: Change = data ? { commit, partition, key, data } : { commit, partition, key };
      this.log.push(change);
      this.#unsigned.set(name, change);
      this.#follow(name, key, data);
    }
  }

  #sign(name: string, text = 'removed'): void {
    const before = this.#marks.get(name);
    if (before) this.#signature.toggle(before);
    const after = markOf(`${name} ${text}`);
    this.#marks.set(name, after);
    this.#signature.toggle(after);
  }

  #follow(name: string, key: string, data: Progress | undefined): void {
    const isUnfinished =
      (key.startsWith('d.') && data && !FINISHED.has(data.state)) || (key.startsWith('f.') && data?.cursor);
    if (isUnfinished) this.unfinished.add(name);
    else this.unfinished.delete(name);
  }
}

/** The latest version of every row, by partition and key. */
function lastRows(log: readonly Change[]): Map<string, Map<string, object>> {
  const partitions = new Map<string, Map<string, object>>();
  for (const { partition, key, data } of log) {
    const rows = partitions.get(partition) ?? new Map<string, object>();
    partitions.set(partition, rows);
    if (data) rows.set(key, data);
    else rows.delete(key);
  }
  return partitions;
}
