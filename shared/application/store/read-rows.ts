import type { z } from 'zod';
import type { KeyRange, Row, Store } from '../ports.ts';
import { parseRow, type Stored } from './rows.ts';

/** Where one row lies. */
export interface Address {
  readonly partition: string;
  readonly key: string;
}

/** Where rows lie whose keys follow each other. */
export interface Stretch {
  readonly partition: string;
  readonly range: KeyRange;
}

/** One row by its key, or `undefined`. One request. */
export async function readRow<T>(
  store: Store,
  { partition, key }: Address,
  schema: z.ZodType<T>,
): Promise<Stored<T> | undefined> {
  const row = await store.read(partition, key);
  return row && parseRow(schema, row);
}

/** The rows of a stretch, page by page: one request for a thousand rows, made when the page is asked for. */
export async function* scanPages(store: Store, { partition, range }: Stretch): AsyncGenerator<readonly Row[]> {
  for (let rest: KeyRange | undefined = range; rest; ) {
    const page = await store.range(partition, rest);
    yield page.rows;
    rest = page.next === undefined ? undefined : { ...rest, from: page.next };
  }
}

/** The rows of a stretch, one after another, read by their schema. */
export async function* scan<T>(store: Store, stretch: Stretch, schema: z.ZodType<T>): AsyncGenerator<Stored<T>> {
  for await (const rows of scanPages(store, stretch)) for (const row of rows) yield parseRow(schema, row);
}

/** All rows of a stretch. */
export async function readAll<T>(store: Store, stretch: Stretch, schema: z.ZodType<T>): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  for await (const rows of scanPages(store, stretch)) for (const row of rows) found.push(parseRow(schema, row));
  return found;
}

/** The longest page of a query. */
const MAX_FIRST = 1_000;

/** The first rows of a stretch, up to a thousand, and whether these are all. */
export async function readFirst<T>(
  store: Store,
  stretch: Stretch,
  schema: z.ZodType<T>,
): Promise<{ rows: Stored<T>[]; isComplete: boolean }> {
  const found: Stored<T>[] = [];
  for await (const rows of scanPages(store, stretch)) {
    for (const row of rows) found.push(parseRow(schema, row));
    if (found.length >= MAX_FIRST) return { rows: found.slice(0, MAX_FIRST), isComplete: false };
  }
  return { rows: found, isComplete: true };
}
