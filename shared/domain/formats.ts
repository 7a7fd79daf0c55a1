import type { Language } from '../contract/languages.ts';

/** The formats of a language. Each is made at its first use, which takes longer than using it. */
interface Formats {
  readonly number: Intl.NumberFormat;
  readonly scientific: Intl.NumberFormat;
  readonly plural: Intl.PluralRules;
  readonly moment: Intl.DateTimeFormat;
}

/** A double tells decimals of this many digits apart. */
const DIGITS = { maximumSignificantDigits: 15 } as const;

const formats = new Map<Language, Formats>();

function formatsOf(language: Language): Formats {
  const made = formats.get(language);
  if (made) return made;
  const fresh: Formats = {
    number: new Intl.NumberFormat(language, DIGITS),
    scientific: new Intl.NumberFormat(language, { ...DIGITS, notation: 'scientific' }),
    plural: new Intl.PluralRules(language),
    moment: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
  };
  formats.set(language, fresh);
  return fresh;
}

/** From here on, and below the reciprocal, digits and zeros would fill a line. */
const LARGE = 1e15;

/** A number as people of the language write it. */
export function formatNumber(language: Language, value: number): string {
  const { number, scientific } = formatsOf(language);
  const size = Math.abs(value);
  return size >= LARGE || (size > 0 && size < 1 / LARGE) ? scientific.format(value) : number.format(value);
}

/** A moment in UTC, to the minute. In English it has the order of ISO 8601, which reads alike on both sides of the Atlantic. */
export function formatMoment(language: Language, time: Date): string {
  if (language === 'en') return time.toISOString().slice(0, 16).replace('T', ' ');
  return formatsOf(language).moment.format(time);
}

/** The plural category of a number, such as `few`. */
export function pluralOf(language: Language, count: number): Intl.LDMLPluralRule {
  return formatsOf(language).plural.select(count);
}
