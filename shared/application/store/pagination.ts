import type { Deps, KeyRange, Row } from '../ports.ts';
import { decodeCursor, encodeCursor, invalidCursor } from './cursor.ts';
import { after } from './keys.ts';

/** Items of one page, at most and by default. */
export const MAX_TOP = 100;

/** Reads for one page. A list that skips nearly all of its rows then ends the page early, with a `nextLink`. */
const MAX_READS = 100;

/** Rows of one read in a list that skips many of them. */
export const ROWS_PER_SCAN = 200;

/** Which page of a list to read. */
export interface ListQuery {
  /** 1 to 100, the default. */
  readonly top?: number | undefined;
  /** From the `nextLink` of the page before. */
  readonly cursor?: string | undefined;
}

/** One page of a list. */
export interface ListPage<T> {
  readonly value: T[];
  /** Where the next page starts; absent on the last one. */
  readonly cursor?: string | undefined;
}

/** A range of rows in one partition. A list consists of one or more of them. */
interface Section {
  readonly partition: string;
  readonly range: KeyRange;
}

interface Listing<T> {
  readonly sections: readonly Section[];
  readonly query: ListQuery;
  /** The item for a row; `undefined` skips the row. */
  readonly item: (row: Row, partition: string) => Promise<T | undefined> | T | undefined;
  /** Rows to read at once, at least; the free places of the page by default. */
  readonly rowsPerRead?: number;
  /** The first key after this one that the list may want. Set it when the list can jump over rows. */
  readonly skip?: (key: string) => string;
}

/**
 * Reads the sections one after another, until the page is full or has taken the allowed number of reads.
 *
 * @throws RequestError 400 for a cursor that this list cannot have given
 */
export async function pageRows<T>(deps: Pick<Deps, 'store'>, listing: Listing<T>): Promise<ListPage<T>> {
  const { sections, query } = listing;
  const top = query.top ?? MAX_TOP;
  const value: T[] = [];
  let position = firstPosition(sections, query.cursor);
  for (let reads = 0; position && value.length < top && reads < MAX_READS; reads++) {
    const { items, next } = await readItems(deps, listing, { section: position.section, limit: top - value.length });
    value.push(...items);
    position = nextPosition(sections, position, next);
  }
  return { value, cursor: position && cursorAt(position) };
}

interface Read {
  readonly section: Section;
  /** How many items the page can still take. */
  readonly limit: number;
}

/** The items of one read, and the key at which the next read of the section starts. */
async function readItems<T>(
  deps: Pick<Deps, 'store'>,
  { item, rowsPerRead = 0, skip = after }: Listing<T>,
  { section: { partition, range }, limit }: Read,
): Promise<{ items: T[]; next: string | undefined }> {
  const page = await deps.store.range(partition, { ...range, top: Math.max(limit, rowsPerRead) });
  const read = await Promise.all(page.rows.map(async (row) => ({ key: row.key, item: await item(row, partition) })));
  const wanted = read.flatMap((one) => (one.item === undefined ? [] : [{ key: one.key, item: one.item }]));
  const taken = wanted.slice(0, limit);
  const isOverfull = wanted.length > limit;
  const last = isOverfull ? taken.at(-1) : page.rows.at(-1);
  const hasMore = isOverfull || page.next !== undefined;
  return { items: taken.map((one) => one.item), next: hasMore && last ? skip(last.key) : undefined };
}

/** Where a list goes on: a section, from a key on. */
interface Position {
  readonly index: number;
  readonly section: Section;
}

function positionAt(sections: readonly Section[], index: number, from?: string): Position | undefined {
  const section = sections[index];
  if (!section) return undefined;
  return { index, section: from === undefined ? section : { ...section, range: { ...section.range, from } } };
}

function nextPosition(
  sections: readonly Section[],
  { index }: Position,
  next: string | undefined,
): Position | undefined {
  return next === undefined ? positionAt(sections, index + 1) : positionAt(sections, index, next);
}

function firstPosition(sections: readonly Section[], cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return positionAt(sections, 0);
  const { partition, from } = decodeCursor(cursor);
  const index = sections.findIndex(
    (section) => section.partition === partition && from >= section.range.from && from < section.range.to,
  );
  if (index < 0) throw invalidCursor();
  return positionAt(sections, index, from);
}

function cursorAt({ section: { partition, range } }: Position): string {
  return encodeCursor({ partition, from: range.from });
}
