/** Items of one page, at most and by default. */
export const MAX_TOP = 100;

/** What one page may cost, however much is stored. A list that skips nearly all rows ends the page early, with a `nextLink`. */
const MAX_READS = 100;
const MAX_ROWS = 2_000;

/** A response has at most 1 MiB. The rest is for what surrounds the items, and for what a list adds to them. */
const MAX_BYTES = 1024 * 1024 - 128 * 1024;

/** Rows of one kind that a page may read besides its own, to count what its items have. */
const MAX_COUNTED_ROWS = 1_000;

/** An environment with fewer rows is counted on any page. A page is about a hundred environments at most. */
const MIN_COUNTED_ROWS = 50;

/** The rows that may be read for each of the environments that a page is about, so that all of them get their turn. */
export function countedRowsEach(environments: number): number {
  return Math.max(MIN_COUNTED_ROWS, Math.floor(MAX_COUNTED_ROWS / environments));
}

/** What is left for a page. */
export interface PageBudget {
  items: number;
  reads: number;
  rows: number;
  bytes: number;
}

/** The budget of a new page of up to `items` items, which may read up to `rows` rows. */
export function newPageBudget(items: number, rows = MAX_ROWS): PageBudget {
  return { items, reads: MAX_READS, rows, bytes: MAX_BYTES };
}

/** Whether another read is within the budget. */
export function hasBudget({ items, reads, rows, bytes }: PageBudget): boolean {
  return items > 0 && reads > 0 && rows > 0 && bytes > 0;
}

/** The first items that the budget allows, which they use up. One that is too long by itself is taken alone. */
export function takeItems<T>(budget: PageBudget, items: readonly T[]): T[] {
  const taken: T[] = [];
  for (const item of items) {
    const size = jsonBytes(item);
    const isFirst = budget.bytes === MAX_BYTES;
    if (budget.items === 0 || (size > budget.bytes && !isFirst)) break;
    taken.push(item);
    budget.items -= 1;
    budget.bytes -= size;
  }
  return taken;
}

/** The longest beginning of the list whose items, as JSON, stay within the bytes. */
export function fitting<T>(items: readonly T[], bytes: number): T[] {
  let left = bytes;
  const end = items.findIndex((item) => {
    left -= jsonBytes(item);
    return left < 0;
  });
  return end < 0 ? [...items] : items.slice(0, end);
}

function jsonBytes(item: unknown): number {
  return Buffer.byteLength(JSON.stringify(item)) + 1;
}
