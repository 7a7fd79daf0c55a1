import { call } from './call.ts';
import type { Page, Sent } from './sent.ts';

/** The first items of a list. */
export interface Enough<T> {
  readonly value: readonly Sent<T>[];
  /** Whether the list goes on behind them. */
  readonly hasMore: boolean;
}

/** The limit of pages for one read. A filter that skips many items makes pages short or empty. */
const MAX_PAGES = 20;

/**
 * Reads pages of a list until there are enough items.
 *
 * @param path with its query, behind `/api/`
 * @param count how many items are enough
 */
export async function readEnough<T>(path: string, count: number, signal?: AbortSignal): Promise<Enough<T>> {
  const value: Sent<T>[] = [];
  let next: string | undefined = path;
  for (let pages = 0; pages < MAX_PAGES && next !== undefined && value.length < count; pages++) {
    const page: Page<T> = await call(next, { signal });
    value.push(...page.value);
    next = page.nextLink;
  }
  return { value, hasMore: next !== undefined };
}
