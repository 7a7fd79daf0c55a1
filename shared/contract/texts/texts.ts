import type { TextKey } from '../phrase.ts';
import type { en } from './en.ts';

/** The catalogue of a language with these plural categories, typed by the English one. */
export type Texts<Category extends Intl.LDMLPluralRule> = {
  readonly [Key in TextKey]: (typeof en)[Key] extends string ? string : Readonly<Record<Category, string>>;
};
