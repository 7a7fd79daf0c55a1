import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { ConflictError } from '../../application/errors.ts';
import type { KeyRange, Page, Row, Store, Write } from '../../application/ports.ts';
import { after } from '../../application/store/keys.ts';
import { CONNECTIONS, createLimit } from './connections.ts';
import { isConflict, isMissing, isTableMissing, withStorage } from './errors.ts';
import { columnsOf, dataOf } from './table-columns.ts';

const MAX_PAGE = 1000;
/** The version of the rows, kept beside their data: it says which version of the app has written a row last. */
const ROW_VERSION = 1;

/** The rows of one Azure table. A missing table reads as empty, and the first write creates it. */
export function createTableStore(table: TableClient, noteUnreadable: Store['noteUnreadable'] = () => {}): Store {
  const limit = createLimit(CONNECTIONS.table);
  return {
    read: (partition, key) => limit(() => withStorage(() => read(table, partition, key))),
    range: (partition, range) => limit(() => withStorage(() => readPage(table, partition, range))),
    commit: (partition, writes) => limit(() => withStorage(() => commitOrConflict(table, partition, writes))),
    noteUnreadable,
  };
}

async function commitOrConflict(table: TableClient, partition: string, writes: readonly Write[]): Promise<string[]> {
  try {
    return await withTable(table, () => commit(table, partition, writes));
  } catch (error) {
    throw isConflict(error) ? new ConflictError() : error;
  }
}

async function read(table: TableClient, partition: string, key: string): Promise<Row | undefined> {
  try {
    const entity = await table.getEntity(partition, key);
    return { key, etag: entity.etag, data: dataOf(entity) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function readPage(table: TableClient, partition: string, { from, to, top }: KeyRange): Promise<Page> {
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`;
  const pages = table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: top ?? MAX_PAGE });
  try {
    for await (const page of pages) {
      const rows = page.map((entity) => ({ key: entity.rowKey ?? '', etag: entity.etag, data: dataOf(entity) }));
      const last = rows.at(-1);
      // An empty page may have a continuation token.
      if (!last && page.continuationToken) continue;
      return last && page.continuationToken ? { rows, next: after(last.key) } : { rows };
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return { rows: [] };
}

async function withTable<T>(table: TableClient, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isTableMissing(error)) throw error;
    await table.createTable();
    return act();
  }
}

async function commit(table: TableClient, partition: string, writes: readonly Write[]): Promise<string[]> {
  const [only] = writes;
  if (!only) return [];
  if (writes.length === 1) return [(await commitOne(table, partition, only)) ?? ''];
  const { subResponses } = await table.submitTransaction(writes.map((write) => actionOf(partition, write)));
  return subResponses.map(({ etag }) => etag ?? '');
}

/** A single write needs no transaction and is faster without one. */
async function commitOne(table: TableClient, partition: string, write: Write): Promise<string | undefined> {
  if (write.kind === 'remove') {
    await table.deleteEntity(partition, write.key, { etag: write.etag ?? '*' });
    return undefined;
  }
  const entity = entityOf(partition, write);
  if (write.kind === 'insert') return (await table.createEntity(entity)).etag;
  if (write.kind === 'put') return (await table.upsertEntity(entity, 'Replace')).etag;
  return (await table.updateEntity(entity, 'Replace', { etag: write.etag })).etag;
}

function actionOf(partition: string, write: Write): TransactionAction {
  if (write.kind === 'remove' && write.etag) throw new Error('a removal on the condition of an ETag has to be alone');
  if (write.kind === 'remove') return ['delete', { partitionKey: partition, rowKey: write.key }];
  const entity = entityOf(partition, write);
  if (write.kind === 'insert') return ['create', entity];
  return write.kind === 'put' ? ['upsert', entity, 'Replace'] : ['update', entity, 'Replace', { etag: write.etag }];
}

function entityOf(partitionKey: string, { key, data }: Exclude<Write, { kind: 'remove' }>) {
  return { partitionKey, rowKey: key, v: ROW_VERSION, ...columnsOf(data) };
}
