import type { Deps, Row } from '../ports.ts';
import { decodeCursor, encodeCursor, invalidCursor } from './cursor.ts';
import { after } from './keys.ts';
import { hasBudget, MAX_TOP, newPageBudget, type PageBudget, takeItems } from './page-budget.ts';
import { skipUnreadable } from './read-rows.ts';
import type { Section, Sections } from './sections.ts';

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

interface Listing<T> {
  readonly sections: Sections;
  readonly query: ListQuery;
  /** The item for a row; `undefined` skips the row. */
  readonly item: (row: Row, partition: string) => Promise<T | undefined> | T | undefined;
  /** Rows to read at once, at least; the free places of the page by default. */
  readonly rowsPerRead?: number;
  /** Rows that one page may read, if fewer than usual. */
  readonly maxRows?: number;
  /** The first key after this one that the list may want. Set it when the list can jump over rows. */
  readonly skip?: (key: string) => string;
}

/**
 * Reads the sections one after another, until the page is full or its budget is used up.
 *
 * @throws RequestError 400 for a cursor that this list cannot have given
 */
export async function pageRows<T>(deps: Pick<Deps, 'store'>, listing: Listing<T>): Promise<ListPage<T>> {
  const { sections, query } = listing;
  const budget = newPageBudget(query.top ?? MAX_TOP, listing.maxRows);
  const value: T[] = [];
  let section = query.cursor === undefined ? await sections.next() : sectionAt(sections, query.cursor);
  while (section && hasBudget(budget)) {
    const { items, next } = await readItems(deps, listing, { section, budget });
    value.push(...items);
    section = next === undefined ? await sections.next(section) : startingAt(section, next);
  }
  return { value, cursor: section && encodeCursor({ partition: section.partition, from: section.range.from }) };
}

interface Read {
  readonly section: Section;
  readonly budget: PageBudget;
}

/** The items of one read, and the key at which the next read of the section starts. */
async function readItems<T>(
  deps: Pick<Deps, 'store'>,
  { item, rowsPerRead = 0, skip = after }: Listing<T>,
  { section: { partition, range }, budget }: Read,
): Promise<{ items: T[]; next: string | undefined }> {
  const top = Math.min(budget.rows, Math.max(budget.items, rowsPerRead));
  const page = await deps.store.range(partition, { ...range, top });
  budget.reads -= 1;
  budget.rows -= page.rows.length;
  const read = await Promise.all(
    page.rows.map(async (row) => ({
      key: row.key,
      item: await skipUnreadable(deps.store, partition, async () => item(row, partition)),
    })),
  );
  const wanted = read.flatMap((one) => (one.item === undefined ? [] : [{ key: one.key, item: one.item }]));
  const items = takeItems(
    budget,
    wanted.map((one) => one.item),
  );
  const left = wanted[items.length];
  if (left) {
    budget.bytes = 0;
    return { items, next: left.key };
  }
  const last = page.rows.at(-1);
  return { items, next: page.next !== undefined && last ? skip(last.key) : undefined };
}

function startingAt(section: Section, from: string): Section {
  return { ...section, range: { ...section.range, from } };
}

/**
 * The rest of a section from a cursor on.
 *
 * @throws RequestError 400 for a cursor that lies in none of the sections
 */
export function sectionAt(sections: Sections, text: string): Section {
  const cursor = decodeCursor(text);
  const section = sections.find(cursor);
  if (!section) throw invalidCursor();
  return startingAt(section, cursor.from);
}
