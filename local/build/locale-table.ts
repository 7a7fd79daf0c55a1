import type { LocaleTable, PluralForms } from '../../console/texts/locale-table.ts';

/*
 * How a language writes dates, numbers and spans of time, as Node's full ICU knows it. Browsers do not know all six languages:
 * Chromium has nothing for Basque, and only root data for Kazakh.
 */

type RelativeUnit = 'second' | 'minute' | 'hour' | 'day';

const UNITS: readonly RelativeUnit[] = ['second', 'minute', 'hour', 'day'];

/** Numbers among which every plural category of a language has one. */
const SAMPLES = [...Array.from({ length: 31 }, (_, index) => index + 1), 100, 1_000_000, 0];

/** The table of a language. @param language such as `eu` */
export function localeTable(language: string): LocaleTable {
  return {
    dates: Array.from({ length: 12 }, (_, month) => datePattern(language, month)),
    now: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second'),
    relative: byUnit((unit) => ({
      past: forms(language, (number) => relativePattern(language, unit, -number)),
      future: forms(language, (number) => relativePattern(language, unit, number)),
    })),
    spans: byUnit((unit) => forms(language, (number) => spanPattern(language, unit, number))),
    ...separators(language),
    percent: pattern(new Intl.NumberFormat(language, { style: 'percent' }).formatToParts(0.07)),
  };
}

function byUnit<T>(make: (unit: RelativeUnit) => T): Record<RelativeUnit, T> {
  return Object.fromEntries(UNITS.map((unit) => [unit, make(unit)])) as Record<RelativeUnit, T>;
}

function datePattern(language: string, month: number): string {
  const parts = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).formatToParts(
    Date.UTC(2026, month, 5),
  );
  const isTwoDigits = parts.some(({ type, value }) => type === 'day' && value === '05');
  const day = isTwoDigits ? '{day-of-two-digits}' : '{day}';
  const names: Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>> = { day, year: '{year}' };
  return parts.map(({ type, value }) => names[type] ?? value).join('');
}

/** One text for each plural category of the language. */
function forms(language: string, make: (number: number) => string): PluralForms {
  const rules = new Intl.PluralRules(language);
  const found: Record<string, string> = {};
  for (const number of SAMPLES) found[rules.select(number)] ??= make(number);
  return { ...found, other: found.other ?? make(2) };
}

function relativePattern(language: string, unit: RelativeUnit, number: number): string {
  return pattern(new Intl.RelativeTimeFormat(language).formatToParts(number, unit));
}

function spanPattern(language: string, unit: RelativeUnit, number: number): string {
  return pattern(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).formatToParts(number));
}

/** The parts as a text with `{number}` in the place of the digits. */
function pattern(parts: readonly { readonly type: string; readonly value: string }[]): string {
  return parts
    .map(({ type, value }) => (type === 'integer' ? '{number}' : type === 'group' ? '' : value))
    .join('')
    .replace(/(\{number\})+/, '{number}');
}

function separators(language: string): Pick<LocaleTable, 'group' | 'decimal' | 'groupsFrom'> {
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.5);
  const isGrouped = new Intl.NumberFormat(language).formatToParts(1234).some(({ type }) => type === 'group');
  return {
    group: parts.find(({ type }) => type === 'group')?.value ?? '',
    decimal: parts.find(({ type }) => type === 'decimal')?.value ?? '.',
    groupsFrom: isGrouped ? 1_000 : 10_000,
  };
}
