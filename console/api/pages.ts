import { call } from './call.ts';
import type { Page } from './sent.ts';

/** Reads the first pages of a list as one page. @param path of the first page @param count of pages, at most */
export async function readPages<T>(path: string, count: number, signal?: AbortSignal): Promise<Page<T>> {
  let page = await call<Page<T>>(path, { signal });
  for (let read = 1; read < count && page.nextLink !== undefined; read += 1) {
    const next = await call<Page<T>>(page.nextLink, { signal });
    page = { ...next, value: [...page.value, ...next.value] };
  }
  return page;
}
