import type { en } from './texts/en.ts';

/** The texts of the catalogue by key. */
type English = typeof en;

/** The name of a text. */
export type TextKey = keyof English;

type OneOf<Text> = Text extends string ? Text : Text[keyof Text];

type Named<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;

/** The names that stand in braces in a text. */
type Placeholder<Key extends TextKey> = Named<OneOf<English[Key]>>;

/** What is wrong with one field. `target` is the path of the field, such as `name` or `[2].name`. */
export interface Fault {
  readonly target: string;
  readonly message: Phrase;
}

/** What can stand for a placeholder: foreign text, a number, a moment, another phrase, or a list of faults. */
export type TextValue = string | number | Date | Phrase | readonly Fault[];

/** The values of a text by placeholder. The value of `count` chooses the form of the text. */
export type TextValues<Key extends TextKey = TextKey> = {
  readonly [Name in Placeholder<Key>]: Name extends 'count' ? number : TextValue;
};

type ValuesArgument<Key extends TextKey> = [Placeholder<Key>] extends [never] ? [] : [values: TextValues<Key>];

/** Something that the app says, without its language. It is rendered in the language of the caller when a call is answered. */
export class Phrase {
  readonly key: TextKey;
  readonly values: Readonly<Record<string, TextValue>>;

  constructor(key: TextKey, values: Readonly<Record<string, TextValue>> = {}) {
    this.key = key;
    this.values = values;
  }
}

/** A text of the catalogue with its values. */
export function phrase<Key extends TextKey>(key: Key, ...[values]: ValuesArgument<Key>): Phrase {
  return new Phrase(key, values);
}
