import { z } from 'zod';
import { RequestError } from '../errors.ts';
import type { Deps, KeyRange, Row } from '../ports.ts';
import { after } from './keys.ts';

export const MAX_TOP = 100;

/** What one answer reads at most: a list that leaves out nearly everything is handed out in several, some of them short. */
const MAX_READS = 100;

/** So many rows are read at once where a list leaves out many of them. */
export const ROWS_PER_SCAN = 200;

/** Which part of a list is asked for. */
export interface ListQuery {
  /** 1 to 100, the default. */
  readonly top?: number | undefined;
  /** What the `nextLink` of the page before carried. */
  readonly cursor?: string | undefined;
}

export interface ListPage<T> {
  readonly value: T[];
  readonly cursor?: string | undefined;
}

/** A stretch of rows that a list is made of. */
export interface Section {
  readonly partition: string;
  readonly range: KeyRange;
}

interface Listing<T> {
  readonly sections: readonly Section[];
  readonly query: ListQuery;
  /** The item that a row stands for; `undefined` for a row that the list leaves out. */
  readonly item: (row: Row, partition: string) => Promise<T | undefined> | T | undefined;
  /** As many as the page still takes, unless the list says otherwise. */
  readonly rowsPerRead?: number;
  /** The first key behind this one that the list may want, when it knows of some that it does not. */
  readonly skip?: (key: string) => string;
}

const cursorSchema = z.object({ partition: z.string(), from: z.string() });

type Cursor = z.infer<typeof cursorSchema>;

/** Goes through the sections one after another until the page is full, or enough has been read for one answer. */
export async function pageRows<T>(deps: Pick<Deps, 'store'>, listing: Listing<T>): Promise<ListPage<T>> {
  const { sections, query } = listing;
  const top = query.top ?? MAX_TOP;
  const value: T[] = [];
  let place = startOf(sections, query.cursor);
  for (let reads = 0; place && value.length < top && reads < MAX_READS; reads++) {
    const { items, next } = await readItems(deps, listing, { section: place.section, room: top - value.length });
    value.push(...items);
    place = nextPlace(sections, place, next);
  }
  return { value, cursor: place && write({ partition: place.section.partition, from: place.section.range.from }) };
}

/** The items of one read, as many as there is room for, and the key where the next one starts. */
async function readItems<T>(
  deps: Pick<Deps, 'store'>,
  { item, rowsPerRead = 0, skip = after }: Listing<T>,
  { section: { partition, range }, room }: { section: Section; room: number },
): Promise<{ items: T[]; next: string | undefined }> {
  const { rows, next } = await deps.store.range(partition, { ...range, top: Math.max(room, rowsPerRead) });
  const read = await Promise.all(rows.map(async (row) => ({ key: row.key, item: await item(row, partition) })));
  const wanted = read.flatMap((one) => (one.item === undefined ? [] : [{ key: one.key, item: one.item }]));
  const taken = wanted.slice(0, room);
  const last = wanted.length > room ? taken.at(-1) : rows.at(-1);
  const more = wanted.length > room || next !== undefined;
  return { items: taken.map((one) => one.item), next: more && last ? skip(last.key) : undefined };
}

interface Place {
  readonly index: number;
  readonly section: Section;
}

function placeAt(sections: readonly Section[], index: number, from?: string): Place | undefined {
  const section = sections[index];
  if (!section) return undefined;
  return { index, section: from === undefined ? section : { ...section, range: { ...section.range, from } } };
}

function nextPlace(sections: readonly Section[], { index }: Place, next: string | undefined): Place | undefined {
  return next === undefined ? placeAt(sections, index + 1) : placeAt(sections, index, next);
}

function startOf(sections: readonly Section[], cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return placeAt(sections, 0);
  const { partition, from } = readCursor(cursor);
  const index = sections.findIndex(
    (section) => section.partition === partition && from >= section.range.from && from < section.range.to,
  );
  if (index < 0) throw badCursor();
  return placeAt(sections, index, from);
}

function readCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw badCursor();
  }
}

function write(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function badCursor(): RequestError {
  return new RequestError(400, {
    code: 'invalid-request',
    message: 'no such page; use a nextLink as it was given',
    target: 'cursor',
  });
}
