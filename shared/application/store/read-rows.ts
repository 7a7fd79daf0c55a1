import type { z } from 'zod';
import type { KeyRange, Store } from '../ports.ts';
import { parseRow, type Stored } from './rows.ts';

export interface Address {
  readonly partition: string;
  readonly key: string;
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

/** All rows of a range. One request for every thousand. */
export async function readAll<T>(
  store: Store,
  place: { partition: string; range: KeyRange },
  schema: z.ZodType<T>,
): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  let range: KeyRange | undefined = place.range;
  while (range) {
    const page = await store.range(place.partition, range);
    for (const row of page.rows) found.push(parseRow(schema, row));
    range = page.next === undefined ? undefined : { ...range, from: page.next };
  }
  return found;
}
