import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextAttemptAt, readRetryAfter } from '../../../shared/domain/retry-schedule.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 20, 2, 0, 0);

/** The default of `RETRY_SCHEDULE`. */
const schedule = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

const moments = fc.record({
  now: fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) }),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
const waits = fc.array(
  fc.integer({ min: 1, max: 48 * 3600 }).map((seconds) => seconds * SECOND),
  { minLength: 1, maxLength: 12 },
);
const askedWaits = fc.option(fc.nat({ max: 3 * DAY }), { nil: undefined });

describe('the retry schedule', () => {
  test.each(schedule.map((wait, index): [number, number] => [index + 1, wait]))(
    'after attempt %d waits %d ms',
    (attempt, wait) => {
      expect(nextAttemptAt(schedule, attempt, { now: NOW, random: 0 })).toBe(NOW + wait);
    },
  );

  test.each<[rule: string, schedule: number[], attempt: number]>([
    ['after its last wait', schedule, 10],
    ['far beyond its last wait', schedule, 1000],
    ['with one wait after the second attempt', [SECOND], 2],
    ['without waits after the first attempt', [], 1],
  ])('is exhausted %s', (_rule, waitsOf, attempt) => {
    expect(nextAttemptAt(waitsOf, attempt, { now: NOW, random: 0.5 })).toBeUndefined();
    expect(nextAttemptAt(waitsOf, attempt, { now: NOW, random: 0.5, retryAfter: HOUR })).toBeUndefined();
  });
});

describe('retry jitter', () => {
  test('never makes a retry early and adds at most 10 percent', () => {
    const law = (list: number[], moment: { now: number; random: number }) =>
      list.forEach((wait, index) => {
        const at = nextAttemptAt(list, index + 1, moment) ?? Number.NaN;
        expect(at - moment.now).toBeGreaterThanOrEqual(wait);
        expect(at - moment.now).toBeLessThanOrEqual(wait * 1.1);
        expect(Number.isInteger(at)).toBe(true);
      });
    fc.assert(fc.property(waits, moments, law), { numRuns: 500 });
  });

  test.each<[rule: string, random: number, wait: number]>([
    ['nothing for the lowest random number', 0, 100 * SECOND],
    ['5 percent for the middle random number', 0.5, 105 * SECOND],
    ['10 percent for the highest random number', 1 - Number.EPSILON, 110 * SECOND],
  ])('adds %s', (_rule, random, wait) => {
    expect(nextAttemptAt([100 * SECOND], 1, { now: NOW, random })).toBe(NOW + wait);
  });
});

describe('Retry-After', () => {
  test.each<[rule: string, retryAfter: number | undefined, wait: number]>([
    ['is obeyed when it is later than the schedule', 10 * MINUTE, 10 * MINUTE],
    ['is obeyed when it is one millisecond later than the schedule', 5 * MINUTE + 1, 5 * MINUTE + 1],
    ['changes nothing when it equals the schedule', 5 * MINUTE, 5 * MINUTE],
    ['is ignored when it is earlier than the schedule', 10 * SECOND, 5 * MINUTE],
    ['is ignored when it is 0', 0, 5 * MINUTE],
    ['changes nothing when it is absent', undefined, 5 * MINUTE],
    ['is obeyed when it is 24 hours', DAY, DAY],
    ['is capped at 24 hours', DAY + 1, DAY],
    ['is capped at 24 hours when it is infinite', Number.POSITIVE_INFINITY, DAY],
  ])('%s', (_rule, retryAfter, wait) => {
    expect(nextAttemptAt([5 * MINUTE], 1, { now: NOW, random: 0, retryAfter })).toBe(NOW + wait);
  });

  test('never makes a retry earlier or later than the schedule and the header allow', () => {
    const law = (list: number[], moment: { now: number; random: number }, retryAfter: number | undefined) => {
      const wait = (nextAttemptAt(list, 1, { ...moment, retryAfter }) ?? Number.NaN) - moment.now;
      const asked = Math.min(retryAfter ?? 0, DAY);
      expect(wait).toBeGreaterThanOrEqual(Math.max(list[0] ?? 0, asked));
      expect(wait).toBeLessThanOrEqual(Math.max((list[0] ?? 0) * 1.1, asked));
    };
    fc.assert(fc.property(waits, moments, askedWaits, law), { numRuns: 500 });
  });

  test.each<[rule: string, header: string | undefined, wait: number | undefined]>([
    ['a number of seconds', '120', 2 * MINUTE],
    ['0 seconds', '0', 0],
    ['seconds between spaces', ' 30 ', 30 * SECOND],
    ['an HTTP date', 'Fri, 20 Nov 2026 02:05:00 GMT', 5 * MINUTE],
    ['an old HTTP date of RFC 850', 'Friday, 20-Nov-26 02:05:00 GMT', 5 * MINUTE],
    ['an HTTP date of now', 'Fri, 20 Nov 2026 02:00:00 GMT', 0],
    ['an HTTP date that has passed', 'Fri, 20 Nov 2026 01:00:00 GMT', 0],
    ['no header, which means no wait', undefined, undefined],
    ['an empty header, which means no wait', '', undefined],
  ])('is read: %s', (_rule, header, wait) => {
    expect(readRetryAfter(header, NOW)).toBe(wait);
  });

  test.each([
    ['soon'],
    ['10 minutes'],
    ['120s'],
    ['-5'],
    ['1.5'],
    ['1e9'],
    ['60, 120'],
    ['try again in 2099'],
    ['v2-2099'],
    ['Infinity'],
    ['NaN'],
  ])("is ignored when it is neither seconds nor a date: '%s'", (header) => {
    const moment = { now: NOW, random: 0, retryAfter: readRetryAfter(header, NOW) };
    expect(nextAttemptAt([5 * SECOND], 1, moment)).toBe(NOW + 5 * SECOND);
  });

  test.each<[rule: string, header: string]>([
    ['a date in the next year', 'Sat, 20 Nov 2027 02:00:00 GMT'],
    ['a million seconds', '1000000'],
    ['more seconds than a number can hold', '9'.repeat(400)],
  ])('is capped at 24 hours: %s', (_rule, header) => {
    const moment = { now: NOW, random: 0, retryAfter: readRetryAfter(header, NOW) };
    expect(nextAttemptAt([5 * SECOND], 1, moment)).toBe(NOW + DAY);
  });
});
