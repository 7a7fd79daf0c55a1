/** A text for each plural category of a language. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** A unit of time that the console counts in. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day';

/** How a language writes dates, numbers and spans of time. The build makes the tables. */
export interface LocaleTable {
  /** A date of each month, with `{day}` or `{day-of-two-digits}`, and `{year}`. */
  readonly dates: readonly string[];
  readonly now: string;
  /** Such as `{number} minutes ago`. */
  readonly relative: Readonly<Record<TimeUnit, { readonly past: PluralForms; readonly future: PluralForms }>>;
  /** Such as `{number} min`. */
  readonly spans: Readonly<Record<TimeUnit, PluralForms>>;
  /** The separators of groups of three digits and of the fraction. */
  readonly group: string;
  readonly decimal: string;
  /** The smallest number that is written in groups. */
  readonly groupsFrom: number;
  /** Such as `{number}%`. */
  readonly percent: string;
}
