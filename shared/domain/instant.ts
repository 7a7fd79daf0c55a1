import * as z from 'zod';
import { fault } from '../contract/issues.ts';
import type { TextKey } from '../contract/phrase.ts';

/**
 * A moment in UTC as `YYYY-MM-DDTHH:mm:ss.fffffffZ`. The width is fixed, so text order is time order. Customer Insights writes
 * seven digits of a second, more than JavaScript's Date can hold.
 */
export type Instant = string & { readonly __brand: 'Instant' };

const FRACTION = /\.(\d+)(?=Z|[+-])/;

/** Of a value that is there. */
const EXPECTED_TIME: TextKey = 'fault.time';

/** The date and the time of a text in UTC, to whole seconds. */
const UTC_SECONDS = /^.{19}(?=(?:\.\d+)?Z$)/;

const error = ({ input }: { readonly input?: unknown }) => (input === undefined ? undefined : EXPECTED_TIME);

/** A time with an offset that may lack its seconds, and its offset the colon or the minutes. */
const ANY_FORM = /^(.{10}T\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/;

/** The full form of a time. ISO 8601 allows shorter ones: Python writes `+0000` for UTC, and PostgreSQL `+00`. */
function fullForm(text: string): string {
  if (UTC_SECONDS.test(text)) return text;
  return text.replace(ANY_FORM, (_, minutes, seconds = ':00', hours, offsetMinutes = '00') =>
    hours === undefined ? `${minutes}${seconds}Z` : `${minutes}${seconds}${hours}:${offsetMinutes}`,
  );
}

const isoText = z
  .string({ error })
  .overwrite(fullForm)
  .check(z.iso.datetime({ offset: true, error }))
  .refine((text) => (FRACTION.exec(text)?.[1]?.length ?? 0) <= 7, fault('fault.second-digits', {}))
  .refine(hasYearOfFourDigits, fault('fault.year', {}));

/** Near the first and the last year, an offset can lead into a year that does not have four digits. */
function hasYearOfFourDigits(text: string): boolean {
  if (text.endsWith('Z')) return true;
  const time = new Date(text.replace(FRACTION, ''));
  return Number.isNaN(time.getTime()) || /^\d{4}-/.test(time.toISOString());
}

/** Reads ISO 8601 with an offset. Nearly all times are in UTC, and are read without Date, which is slow. */
export const instantSchema = isoText.transform((text): Instant => {
  const wholeSeconds = UTC_SECONDS.exec(text)?.[0] ?? new Date(text.replace(FRACTION, '')).toISOString().slice(0, 19);
  const fraction = (FRACTION.exec(text)?.[1] ?? '').padEnd(7, '0');
  return `${wholeSeconds}.${fraction}Z` as Instant;
});

/** The first year that a time can be of. Systems write an earlier one, such as `0001-01-01T00:00:00`, for "never set". */
const FIRST_YEAR = '2000';

/** A date of an earlier year, with or without a time. */
const EARLIER_YEAR = /^[01]\d{3}-\d\d-\d\d(?:[T ]|$)/;

/** What a time before the first year starts with. An offset can lead there from the first day of that year. */
const MAY_BE_EARLIER = /^(?:[01]|2000-01-01)/;

/** Whether a value is a time that was never set. Without an offset, its year tells. */
export function isNeverSet(value: unknown): boolean {
  if (typeof value !== 'string' || !MAY_BE_EARLIER.test(value)) return false;
  const utc = instantSchema.safeParse(value);
  return utc.success ? utc.data < FIRST_YEAR : EARLIER_YEAR.test(value);
}

/** The instant as it goes out: without trailing zeros. */
export function displayInstant(instant: Instant): string {
  return instant.replace(/\.?0*Z$/, 'Z');
}

/** The instant of a time in milliseconds since the Unix epoch. */
export function instantFromMilliseconds(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}0000Z` as Instant;
}

/** Milliseconds since the Unix epoch. Anything finer is cut off. */
export function instantToMilliseconds(instant: Instant): number {
  return Date.parse(`${instant.slice(0, -5)}Z`);
}

/** Negative, zero or positive, as `a` is before, at or after `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
