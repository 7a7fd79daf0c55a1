import { z } from 'zod';

/**
 * A moment in UTC as `YYYY-MM-DDTHH:mm:ss.fffffffZ`. The width is fixed, so text order is time order. Customer Insights writes
 * seven digits of a second, more than JavaScript's Date can hold.
 */
export type Instant = string & { readonly __brand: 'Instant' };

const FRACTION = /\.(\d+)(?=Z|[+-])/;

const isoText = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time with an offset, such as 2026-11-20T02:14:09Z' })
  .refine((text) => (FRACTION.exec(text)?.[1]?.length ?? 0) <= 7, 'a second has at most seven digits after the point')
  .refine((text) => !MARGIN_YEARS.test(text), 'expected a year from 0001 to 9998');

/** Near the first and the last year, an offset can lead into a year that does not have four digits. */
const MARGIN_YEARS = /^(0000|9999)/;

/** Reads ISO 8601 with an offset. */
export const instantSchema = isoText.transform((text): Instant => {
  const wholeSeconds = new Date(text.replace(FRACTION, '')).toISOString().slice(0, 19);
  const fraction = (FRACTION.exec(text)?.[1] ?? '').padEnd(7, '0');
  return `${wholeSeconds}.${fraction}Z` as Instant;
});

/** The instant as it goes out: without trailing zeros. */
export function displayInstant(instant: Instant): string {
  return instant.replace(/\.?0*Z$/, 'Z');
}

/** The instant of a time in milliseconds since the Unix epoch. */
export function instantFromMilliseconds(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString().replace('Z', '0000Z') as Instant;
}

/** Milliseconds since the Unix epoch. Anything finer is cut off. */
export function instantToMilliseconds(instant: Instant): number {
  return Date.parse(instant.replace(/(\.\d{3})\d{4}Z$/, '$1Z'));
}

/** Negative, zero or positive, as `a` is before, at or after `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
