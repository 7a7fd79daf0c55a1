/** The table of a language; the build makes it. */
declare module 'locale:*' {
  import type { LocaleTable } from './locale-table.ts';

  export const table: LocaleTable;
}
