import { z } from 'zod';

/**
 * A moment in UTC as `YYYY-MM-DDTHH:mm:ss.fffffffZ`. The width is fixed, so text order is time order, to the seven digits
 * of a second that Customer Insights writes and JavaScript's Date cannot hold.
 */
export type Instant = string & { readonly __brand: 'Instant' };

const FRACTION = /\.(\d+)(?=Z|[+-])/;

const isoText = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time with an offset, such as 2026-11-20T02:14:09Z' })
  .refine((text) => (FRACTION.exec(text)?.[1]?.length ?? 0) <= 7, 'a second has at most seven digits after the point')
  .refine((text) => !MARGIN_YEARS.test(text), 'expected a year from 0001 to 9998');

/** Near the first and the last year, an offset can lead into a year that does not have four digits. */
const MARGIN_YEARS = /^(0000|9999)/;

/** Reads ISO 8601 with an offset; anything else is refused with the form that is expected. */
export const instantSchema = isoText.transform((text): Instant => {
  const wholeSeconds = new Date(text.replace(FRACTION, '')).toISOString().slice(0, 19);
  const fraction = (FRACTION.exec(text)?.[1] ?? '').padEnd(7, '0');
  return `${wholeSeconds}.${fraction}Z` as Instant;
});

/** The instant as people and other programs expect it: without trailing zeros. */
export function displayInstant(instant: Instant): string {
  return instant.replace(/\.?0*Z$/, 'Z');
}

/** `milliseconds` since the Unix epoch as an instant. */
export function instantFromMilliseconds(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString().replace('Z', '0000Z') as Instant;
}

/** Milliseconds since the Unix epoch; what is finer than a millisecond is cut off. */
export function instantToMilliseconds(instant: Instant): number {
  return Date.parse(instant.replace(/(\.\d{3})\d{4}Z$/, '$1Z'));
}
