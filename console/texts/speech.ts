import type { Catalogue, CountedText, LanguagePack, TextKey, ValuesArgument } from './catalogue.ts';
import type { PluralForms, TimeUnit } from './locale-table.ts';

const SECONDS: readonly (readonly [TimeUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** Says texts, numbers and times in one language. */
export class Speech {
  readonly language: string;
  readonly #texts: Catalogue;
  readonly #table: LanguagePack['table'];
  readonly #rules: Intl.PluralRules;

  constructor(language: string, { texts, table }: LanguagePack) {
    this.language = language;
    this.#texts = texts;
    this.#table = table;
    // Unlike dates and numbers, every browser knows the plural rules of all six languages.
    this.#rules = new Intl.PluralRules(language);
  }

  /** A text of the catalogue with its values; numbers are written as the language writes them. */
  readonly text = <Key extends TextKey>(key: Key, ...[values]: ValuesArgument<Key>): string =>
    this.#fill(this.#texts[key], values ?? {});

  /** Whether there is a text of this name, as for a code that a newer app may answer. */
  has(key: string): key is TextKey {
    return Object.hasOwn(this.#texts, key);
  }

  /** @param digits the most digits of the fraction */
  number(value: number, digits = 15): string {
    const rounded = Number(value.toFixed(Math.min(digits, 15)));
    const digitsOnly = Math.abs(rounded).toString();
    // A number that JavaScript writes with an exponent has no groups.
    if (digitsOnly.includes('e')) return String(rounded);
    const [whole = '', fraction] = digitsOnly.split('.');
    const { group, decimal, groupsFrom } = this.#table;
    const grouped = Math.abs(rounded) < groupsFrom ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
    return `${rounded < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `${decimal}${fraction}`}`;
  }

  /** @param share from 0 to 1 */
  percent(share: number): string {
    return this.#table.percent.replace('{number}', this.number(Math.round(share * 100)));
  }

  /** How far a moment is from now, such as `3 minutes ago`. Both in milliseconds. */
  relative(at: number, now: number): string {
    const seconds = Math.trunc((at - now) / 1000);
    const [unit, size] = unitOf(Math.abs(seconds));
    const count = Math.trunc(Math.abs(seconds) / size);
    if (count === 0) return this.#table.now;
    return this.#counted(this.#table.relative[unit][seconds < 0 ? 'past' : 'future'], count);
  }

  /** A span of time in its largest unit, such as `14 min`. @param ms in milliseconds */
  span(ms: number): string {
    const seconds = Math.round(ms / 1000);
    const [unit, size] = unitOf(seconds);
    return this.#counted(this.#table.spans[unit], Math.round(seconds / size));
  }

  /** The date and the time of day, to the second. @param isUtc in UTC rather than in the time zone of the browser */
  moment(at: Date, isUtc = false): string {
    return `${this.date(at, isUtc)} ${this.timeOfDay(at, isUtc)}:${two(isUtc ? at.getUTCSeconds() : at.getSeconds())}`;
  }

  date(at: Date, isUtc = false): string {
    const [year, month, day] = isUtc
      ? [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
      : [at.getFullYear(), at.getMonth(), at.getDate()];
    return (this.#table.dates[month] ?? '')
      .replace('{day}', String(day))
      .replace('{day-of-two-digits}', two(day))
      .replace('{year}', String(year));
  }

  /** Hours and minutes, of 24 hours. */
  timeOfDay(at: Date, isUtc = false): string {
    return isUtc
      ? `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
      : `${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  #counted(forms: PluralForms, count: number): string {
    return (forms[this.#rules.select(count)] ?? forms.other).replace('{number}', this.number(count));
  }

  #fill(text: string | CountedText, values: Readonly<Record<string, string | number>>): string {
    const form = typeof text === 'string' ? text : (text[this.#rules.select(Number(values.count))] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? this.number(value) : value;
    });
  }
}

function unitOf(seconds: number): readonly [TimeUnit, number] {
  return SECONDS.find(([, size]) => seconds >= size) ?? ['second', 1];
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
