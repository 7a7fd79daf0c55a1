import type { en } from './en.ts';
import type { LocaleTable, PluralForms } from './locale-table.ts';

/** The texts of the console, in English. The catalogues of the other languages have the same keys. */
type English = typeof en;

/** The name of a text. */
export type TextKey = keyof English;

/** A text in each plural category, chosen by its `{count}`. */
export type CountedText = PluralForms;

type OneOf<Text> = Text extends string ? Text : Text[keyof Text];

type Named<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;

type Placeholder<Key extends TextKey> = Named<OneOf<English[Key]>>;

/** The values of a text by placeholder. `count` chooses the form of the text. */
export type TextValues<Key extends TextKey = TextKey> = {
  readonly [Name in Placeholder<Key>]: Name extends 'count' ? number : string | number;
};

/** The second argument of a function that says a text: absent for a text without placeholders. */
export type ValuesArgument<Key extends TextKey> = [Placeholder<Key>] extends [never] ? [] : [values: TextValues<Key>];

/** A part of the catalogue in another language: what the English part has, and no more. */
export type TranslationOf<Part> = { readonly [Key in keyof Part]: Part[Key] extends string ? string : CountedText };

/** A whole catalogue in any language. */
export type Catalogue = TranslationOf<English>;

/** A language as the console loads it. */
export interface LanguagePack {
  readonly texts: Catalogue;
  readonly table: LocaleTable;
}
