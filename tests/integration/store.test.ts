import { beforeEach, describe, expect, test } from '@jest/globals';
import { tableClient } from '../../shared/adapters/storage/clients.ts';
import { createTableStore } from '../../shared/adapters/storage/table-store.ts';
import { ConflictError } from '../../shared/application/errors.ts';
import type { Store, Write } from '../../shared/application/ports.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { useAzurite } from '../support/use-azurite.ts';

const storage = useAzurite();
let tables = 0;

const makers: [name: string, make: () => Store][] = [
  [
    'the table store on Azurite',
    () =>
      createTableStore(
        tableClient({ kind: 'connection-string', connectionString: storage.connectionString }, `Table${++tables}`),
      ),
  ],
  ['the memory store', () => new MemoryStore()],
];

const insert = (key: string, data: object = {}): Write => ({ kind: 'insert', key, data });
const put = (key: string, data: object = {}): Write => ({ kind: 'put', key, data });

describe.each(makers)('%s', (_name, make) => {
  let store: Store;

  beforeEach(async () => {
    store = make();
    await store.commit('p', [put('warm-up')]);
  });

  async function inserted(key: string, data: object = {}): Promise<string> {
    const [etag = ''] = (await store.commit('p', [insert(key, data)])) ?? [];
    return etag;
  }

  test('reads a missing row as undefined', async () => {
    expect(await store.read('p', 'nobody')).toBeUndefined();
  });

  test('reads a missing table as empty and creates it at the first write', async () => {
    const fresh = make();
    expect(await fresh.read('p', 'a')).toBeUndefined();
    expect(await fresh.range('p', { from: '', to: '~' })).toEqual({ rows: [] });
    expect(await fresh.commit('p', [insert('a'), insert('b')])).toHaveLength(2);
    expect(await fresh.read('p', 'a')).toMatchObject({ key: 'a' });
  });

  test('reads a row as it was written, with the ETag of its commit', async () => {
    const data = { text: 'ä\u2028"\\', number: 0.1, list: [1, { deep: true }] };
    const etag = await inserted('t.topic-A_b.0~', data);
    expect(await store.read('p', 't.topic-A_b.0~')).toEqual({ key: 't.topic-A_b.0~', etag, data });
  });

  test('reads a row of 200,000 characters whole', async () => {
    const data = { text: 'ü'.repeat(200_000) };
    await inserted('long', data);
    expect(JSON.stringify((await store.read('p', 'long'))?.data) === JSON.stringify(data)).toBe(true);
  });

  test('keeps partitions apart', async () => {
    await inserted('a');
    expect(await store.read('q', 'a')).toBeUndefined();
    expect((await store.range('q', { from: '', to: '~' })).rows).toEqual([]);
  });

  test('returns the ETag of each row of a transaction, in order, and an empty one for a removal', async () => {
    await inserted('old');
    const etags = await store.commit('p', [insert('a'), { kind: 'remove', key: 'old' }, put('b')]);
    expect(etags).toEqual([(await store.read('p', 'a'))?.etag, '', (await store.read('p', 'b'))?.etag]);
  });

  test.each<[rule: string, write: (etag: string) => Write]>([
    ['an insert of an existing row', () => insert('a')],
    ['a replacement with an outdated ETag', (etag) => ({ kind: 'replace', key: 'a', data: {}, etag })],
    ['a replacement of a missing row', (etag) => ({ kind: 'replace', key: 'gone', data: {}, etag })],
    ['a removal of a missing row', () => ({ kind: 'remove', key: 'gone' })],
  ])('%s conflicts, alone and in a transaction, which then changes nothing', async (_rule, write) => {
    const old = await inserted('a', { version: 1 });
    await store.commit('p', [put('a', { version: 2 })]);
    await expect(store.commit('p', [write(old)])).rejects.toThrow(ConflictError);
    await expect(store.commit('p', [insert('neighbour'), write(old)])).rejects.toThrow(ConflictError);
    await expect(store.commit('p', [write(old), insert('neighbour')])).rejects.toThrow(ConflictError);
    expect(await store.read('p', 'neighbour')).toBeUndefined();
    expect((await store.read('p', 'a'))?.data).toEqual({ version: 2 });
  });

  test('a removal with an outdated ETag conflicts', async () => {
    const etag = await inserted('a');
    await store.commit('p', [put('a', { version: 2 })]);
    await expect(store.commit('p', [{ kind: 'remove', key: 'a', etag }])).rejects.toThrow(ConflictError);
    const now = await store.read('p', 'a');
    expect(await store.commit('p', [{ kind: 'remove', key: 'a', etag: now?.etag ?? '' }])).toEqual(['']);
    expect(await store.read('p', 'a')).toBeUndefined();
    await expect(store.commit('p', [{ kind: 'remove', key: 'a', etag }, insert('b')])).rejects.toThrow();
  });

  test('lets one of several concurrent writers with the same ETag win', async () => {
    const etag = await inserted('a', { winner: -1 });
    const race = Array.from({ length: 8 }, (_, winner) =>
      store.commit('p', [{ kind: 'replace', key: 'a', data: { winner }, etag }, put(`loser-${winner}`)]),
    );
    const results = await Promise.allSettled(race);
    const won = results.flatMap(({ status }, winner) => (status === 'fulfilled' ? [winner] : []));
    expect(won).toHaveLength(1);
    expect((await store.read('p', 'a'))?.data).toEqual({ winner: won[0] });
    expect((await store.range('p', { from: 'loser', to: 'loser~' })).rows).toHaveLength(1);
  });

  test('reads a range in key order, with the first key included and the last excluded', async () => {
    const keys = ['s.a.0', 's.a.9', 's.a.a', 's.a.z', 's.a_.0', 's.b'];
    await store.commit(
      'p',
      keys.toReversed().map((key) => insert(key)),
    );
    const { rows, next } = await store.range('p', { from: 's.a.0', to: 's.a.z' });
    expect(rows.map(({ key }) => key)).toEqual(['s.a.0', 's.a.9', 's.a.a']);
    expect(next).toBeUndefined();
  });

  test('continues a range after each page until every row was read once', async () => {
    const keys = Array.from({ length: 25 }, (_, index) => `k.${String(index).padStart(2, '0')}`);
    await store.commit(
      'p',
      keys.map((key) => insert(key)),
    );
    const seen: string[] = [];
    let from: string | undefined = 'k.';
    while (from) {
      const page = await store.range('p', { from, to: 'k.~', top: 10 });
      seen.push(...page.rows.map(({ key }) => key));
      from = page.next;
    }
    expect(seen).toEqual(keys);
  });

  test('writes a hundred rows in one transaction', async () => {
    const writes = Array.from({ length: 100 }, (_, index) => insert(`h.${index}`));
    expect(await store.commit('p', writes)).toHaveLength(100);
  });

  test('reads more than a thousand rows in pages', async () => {
    for (let start = 0; start < 1100; start += 100) {
      await store.commit(
        'p',
        Array.from({ length: 100 }, (_, index) => insert(`m.${String(start + index).padStart(4, '0')}`)),
      );
    }
    const first = await store.range('p', { from: 'm.', to: 'm.~' });
    const second = await store.range('p', { from: first.next ?? '', to: 'm.~' });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([1000, 100, undefined]);
  });
});
