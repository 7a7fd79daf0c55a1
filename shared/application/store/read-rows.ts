import type * as z from 'zod';
import { UnreadableRowError } from '../errors.ts';
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

/** The rows of a stretch, one after another, read by their schema. A row that cannot be read is skipped and noted. */
export async function* scan<T>(store: Store, stretch: Stretch, schema: z.ZodType<T>): AsyncGenerator<Stored<T>> {
  for await (const rows of scanPages(store, stretch)) yield* readable(store, stretch.partition, { rows, schema });
}

/** All rows of a stretch. A row that cannot be read is skipped and noted. */
export async function readAll<T>(store: Store, stretch: Stretch, schema: z.ZodType<T>): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  for await (const rows of scanPages(store, stretch))
    found.push(...readable(store, stretch.partition, { rows, schema }));
  return found;
}

/** The first rows of a stretch, and whether there are no more. */
export interface FirstRows<T> {
  readonly rows: readonly Stored<T>[];
  readonly isComplete: boolean;
}

/** The longest page of a query. */
const MAX_FIRST = 1_000;

/**
 * The first rows of a stretch, up to its `top` or a thousand, and whether these are all. A row that cannot be read is skipped and
 * noted.
 */
export async function readFirst<T>(store: Store, stretch: Stretch, schema: z.ZodType<T>): Promise<FirstRows<T>> {
  const { top = MAX_FIRST } = stretch.range;
  const found: Stored<T>[] = [];
  for await (const rows of scanPages(store, stretch)) {
    found.push(...readable(store, stretch.partition, { rows, schema }));
    if (found.length >= top) return { rows: found.slice(0, top), isComplete: false };
  }
  return { rows: found, isComplete: true };
}

/** The rows that can be read; the others are noted. */
export function readable<T>(
  store: Pick<Store, 'noteUnreadable'>,
  partition: string,
  { rows, schema }: { readonly rows: readonly Row[]; readonly schema: z.ZodType<T> },
): Stored<T>[] {
  return rows.flatMap((row) => {
    try {
      return [parseRow(schema, row)];
    } catch (fault) {
      noteUnreadable(store, partition, fault);
      return [];
    }
  });
}

/** Reads something of a row; `undefined`, and a note, when the row cannot be read. */
export async function skipUnreadable<T>(
  store: Pick<Store, 'noteUnreadable'>,
  partition: string,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (fault) {
    noteUnreadable(store, partition, fault);
    return undefined;
  }
}

function noteUnreadable(store: Pick<Store, 'noteUnreadable'>, partition: string, fault: unknown): void {
  if (!(fault instanceof UnreadableRowError)) throw fault;
  store.noteUnreadable(partition, fault);
}
