import type { Language } from '../contract/languages.ts';
import { type Fault, Phrase, phrase, type TextKey, type TextValue, type TextValues } from '../contract/phrase.ts';
import { en } from '../contract/texts/en.ts';
import { eu } from '../contract/texts/eu.ts';
import { kk } from '../contract/texts/kk.ts';
import { lv } from '../contract/texts/lv.ts';
import { ro } from '../contract/texts/ro.ts';
import { sv } from '../contract/texts/sv.ts';
import { formatMoment, formatNumber, pluralOf } from './formats.ts';
import { isolated } from './text.ts';

type Values = Readonly<Record<string, TextValue>>;

type AnyTexts = Readonly<Record<TextKey, string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>;

const catalogues: Readonly<Record<Language, AnyTexts>> = { en, lv, eu, ro, sv, kk };

/** A text of the catalogue in a language. Foreign text in it is on one line, and cannot turn the direction of writing. */
export function text<Key extends TextKey>(language: Language, key: Key, values: TextValues<Key>): string {
  return rendered(language, key, values);
}

/** A phrase in a language. */
export function render(language: Language, { key, values }: Phrase): string {
  return rendered(language, key, values);
}

/** A phrase in English, the language of the logs. */
export function inEnglish(said: Phrase): string {
  return render('en', said);
}

/** Faults as one phrase. */
export function faultsPhrase(faults: readonly Fault[]): Phrase {
  return phrase('error.faults', { faults });
}

function rendered(language: Language, key: TextKey, values: Values): string {
  return formOf(language, key, values).replaceAll(/\{(\w+)\}/g, (_, name) => shown(language, values[name] ?? ''));
}

function formOf(language: Language, key: TextKey, { count }: Values): string {
  const forms = catalogues[language][key];
  if (typeof forms === 'string') return forms;
  return forms[pluralOf(language, Number(count))] ?? forms.other ?? '';
}

function shown(language: Language, value: TextValue): string {
  if (typeof value === 'string') return isolated(value);
  if (typeof value === 'number') return formatNumber(language, value);
  if (value instanceof Date) return formatMoment(language, value);
  if (value instanceof Phrase) return render(language, value);
  return value.map((fault) => faultLine(language, fault)).join('; ');
}

function faultLine(language: Language, { target, message }: Fault): string {
  return target ? `${isolated(target)}: ${render(language, message)}` : render(language, message);
}
