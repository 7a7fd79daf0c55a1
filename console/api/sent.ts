import type { Phrase } from '../../shared/contract/phrase.ts';

/** An answer as it arrives: what the app holds as a phrase is text in the language of the page. */
export type Sent<T> = T extends Phrase
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Sent<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: Sent<T[Name]> }
      : T;

/** One page of a list. */
export interface Page<T> {
  readonly value: readonly Sent<T>[];
  readonly nextLink?: string;
}
