import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Azurite, freePorts, startAzurite } from '../../local/azurite.ts';
import { tableClient } from '../../shared/adapters/storage/clients.ts';
import { createTableStore } from '../../shared/adapters/storage/table-store.ts';
import { ConflictError } from '../../shared/application/errors.ts';
import type { Store, Write } from '../../shared/application/ports.ts';
import { MemoryStore } from '../support/memory-store.ts';

let azurite: Azurite;
let tables = 0;

beforeAll(async () => {
  azurite = await startAzurite({ ports: await freePorts() });
}, 90_000);

// One that did not start has said so already.
afterAll(() => azurite?.stop());

const makers: [name: string, make: () => Store][] = [
  [
    'the table store on Azurite',
    () =>
      createTableStore(
        tableClient({ kind: 'connection-string', connectionString: azurite.connectionString }, `Table${++tables}`),
      ),
  ],
  ['its twin in memory', () => new MemoryStore()],
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

  test('a row that is not there is undefined', async () => {
    expect(await store.read('p', 'nobody')).toBeUndefined();
  });

  test('a table that is not there is empty, and made by the first write', async () => {
    const fresh = make();
    expect(await fresh.read('p', 'a')).toBeUndefined();
    expect(await fresh.range('p', { from: '', to: '~' })).toEqual({ rows: [] });
    expect(await fresh.commit('p', [insert('a'), insert('b')])).toHaveLength(2);
    expect(await fresh.read('p', 'a')).toMatchObject({ key: 'a' });
  });

  test('a row comes back as it was written, with the ETag that the commit gave', async () => {
    const data = { text: 'ä\u2028"\\', number: 0.1, list: [1, { deep: true }] };
    const etag = await inserted('t.topic-A_b.0~', data);
    expect(await store.read('p', 't.topic-A_b.0~')).toEqual({ key: 't.topic-A_b.0~', etag, data });
  });

  test('a row of 200,000 characters comes back whole', async () => {
    const data = { text: 'ü'.repeat(200_000) };
    await inserted('long', data);
    expect(JSON.stringify((await store.read('p', 'long'))?.data) === JSON.stringify(data)).toBe(true);
  });

  test('partitions do not see each other', async () => {
    await inserted('a');
    expect(await store.read('q', 'a')).toBeUndefined();
    expect((await store.range('q', { from: '', to: '~' })).rows).toEqual([]);
  });

  test('the ETags of a transaction are those of its rows, in order, and empty for a removal', async () => {
    await inserted('old');
    const etags = await store.commit('p', [insert('a'), { kind: 'remove', key: 'old' }, put('b')]);
    expect(etags).toEqual([(await store.read('p', 'a'))?.etag, '', (await store.read('p', 'b'))?.etag]);
  });

  test.each<[rule: string, write: (etag: string) => Write]>([
    ['an insert of a row that is there', () => insert('a')],
    ['a replacement with an old ETag', (etag) => ({ kind: 'replace', key: 'a', data: {}, etag })],
    ['a replacement of a row that is gone', (etag) => ({ kind: 'replace', key: 'gone', data: {}, etag })],
    ['a removal of a row that is gone', () => ({ kind: 'remove', key: 'gone' })],
  ])('%s conflicts, alone and in a transaction, of which then nothing is done', async (_rule, write) => {
    const old = await inserted('a', { version: 1 });
    await store.commit('p', [put('a', { version: 2 })]);
    await expect(store.commit('p', [write(old)])).rejects.toThrow(ConflictError);
    await expect(store.commit('p', [insert('neighbour'), write(old)])).rejects.toThrow(ConflictError);
    await expect(store.commit('p', [write(old), insert('neighbour')])).rejects.toThrow(ConflictError);
    expect(await store.read('p', 'neighbour')).toBeUndefined();
    expect((await store.read('p', 'a'))?.data).toEqual({ version: 2 });
  });

  test('a removal on the condition of an ETag conflicts when the row has another', async () => {
    const etag = await inserted('a');
    await store.commit('p', [put('a', { version: 2 })]);
    await expect(store.commit('p', [{ kind: 'remove', key: 'a', etag }])).rejects.toThrow(ConflictError);
    const now = await store.read('p', 'a');
    expect(await store.commit('p', [{ kind: 'remove', key: 'a', etag: now?.etag ?? '' }])).toEqual(['']);
    expect(await store.read('p', 'a')).toBeUndefined();
    await expect(store.commit('p', [{ kind: 'remove', key: 'a', etag }, insert('b')])).rejects.toThrow();
  });

  test('of many writers with the same ETag one wins', async () => {
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

  test('a range is in the order of keys, from the first included to the last excluded', async () => {
    const keys = ['s.a.0', 's.a.9', 's.a.a', 's.a.z', 's.a_.0', 's.b'];
    await store.commit(
      'p',
      keys.toReversed().map((key) => insert(key)),
    );
    const { rows, next } = await store.range('p', { from: 's.a.0', to: 's.a.z' });
    expect(rows.map(({ key }) => key)).toEqual(['s.a.0', 's.a.9', 's.a.a']);
    expect(next).toBeUndefined();
  });

  test('a range goes on where its page ended, until all rows came once', async () => {
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

  test('a hundred rows go into a transaction', async () => {
    const writes = Array.from({ length: 100 }, (_, index) => insert(`h.${index}`));
    expect(await store.commit('p', writes)).toHaveLength(100);
  });

  test('more than a thousand rows come in pages', async () => {
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
