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

describe('the waits after attempts 1, 2, ...', () => {
  test.each(schedule.map((wait, index): [number, number] => [index + 1, wait]))(
    'after attempt %d the wait is %d ms',
    (attempt, wait) => {
      expect(nextAttemptAt(schedule, attempt, { now: NOW, random: 0 })).toBe(NOW + wait);
    },
  );

  test.each<[rule: string, schedule: number[], attempt: number]>([
    ['after the last wait', schedule, 10],
    ['far beyond the last wait', schedule, 1000],
    ['of one wait, after the second attempt', [SECOND], 2],
    ['that is empty, after the first attempt', [], 1],
  ])('a schedule %s is exhausted', (_rule, waitsOf, attempt) => {
    expect(nextAttemptAt(waitsOf, attempt, { now: NOW, random: 0.5 })).toBeUndefined();
    expect(nextAttemptAt(waitsOf, attempt, { now: NOW, random: 0.5, retryAfter: HOUR })).toBeUndefined();
  });
});

describe('jitter', () => {
  test('is never early, and at most 10 %, for any schedule and moment', () => {
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
    ['nothing at the lowest', 0, 100 * SECOND],
    ['5 % in the middle', 0.5, 105 * SECOND],
    ['10 % at the highest', 1 - Number.EPSILON, 110 * SECOND],
  ])('adds %s', (_rule, random, wait) => {
    expect(nextAttemptAt([100 * SECOND], 1, { now: NOW, random })).toBe(NOW + wait);
  });
});

describe('Retry-After', () => {
  test.each<[rule: string, retryAfter: number | undefined, wait: number]>([
    ['later than the schedule it is obeyed', 10 * MINUTE, 10 * MINUTE],
    ['one millisecond later it is obeyed', 5 * MINUTE + 1, 5 * MINUTE + 1],
    ['equal to the schedule it changes nothing', 5 * MINUTE, 5 * MINUTE],
    ['earlier than the schedule it is ignored', 10 * SECOND, 5 * MINUTE],
    ['of 0 it is ignored', 0, 5 * MINUTE],
    ['that is not there it is ignored', undefined, 5 * MINUTE],
    ['of 24 hours it is obeyed', DAY, DAY],
    ['of more than 24 hours it is capped', DAY + 1, DAY],
    ['without an end it is capped', Number.POSITIVE_INFINITY, DAY],
  ])('%s', (_rule, retryAfter, wait) => {
    expect(nextAttemptAt([5 * MINUTE], 1, { now: NOW, random: 0, retryAfter })).toBe(NOW + wait);
  });

  test('the next attempt is never early and never later than both would have it', () => {
    const law = (list: number[], moment: { now: number; random: number }, retryAfter: number | undefined) => {
      const wait = (nextAttemptAt(list, 1, { ...moment, retryAfter }) ?? Number.NaN) - moment.now;
      const asked = Math.min(retryAfter ?? 0, DAY);
      expect(wait).toBeGreaterThanOrEqual(Math.max(list[0] ?? 0, asked));
      expect(wait).toBeLessThanOrEqual(Math.max((list[0] ?? 0) * 1.1, asked));
    };
    fc.assert(fc.property(waits, moments, askedWaits, law), { numRuns: 500 });
  });

  test.each<[rule: string, header: string | undefined, wait: number | undefined]>([
    ['seconds', '120', 2 * MINUTE],
    ['0 seconds', '0', 0],
    ['seconds between blanks', ' 30 ', 30 * SECOND],
    ['an HTTP date', 'Fri, 20 Nov 2026 02:05:00 GMT', 5 * MINUTE],
    ['the older HTTP date of RFC 850', 'Friday, 20-Nov-26 02:05:00 GMT', 5 * MINUTE],
    ['an HTTP date of now', 'Fri, 20 Nov 2026 02:00:00 GMT', 0],
    ['an HTTP date that has passed', 'Fri, 20 Nov 2026 01:00:00 GMT', 0],
    ['no header', undefined, undefined],
    ['the empty text', '', undefined],
  ])('%s is read', (_rule, header, wait) => {
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
  ])("'%s' is neither seconds nor a date and is ignored", (header) => {
    const moment = { now: NOW, random: 0, retryAfter: readRetryAfter(header, NOW) };
    expect(nextAttemptAt([5 * SECOND], 1, moment)).toBe(NOW + 5 * SECOND);
  });

  test.each<[rule: string, header: string]>([
    ['a date of next year', 'Sat, 20 Nov 2027 02:00:00 GMT'],
    ['a million seconds', '1000000'],
    ['more seconds than a number holds', '9'.repeat(400)],
  ])('%s is obeyed up to 24 hours', (_rule, header) => {
    const moment = { now: NOW, random: 0, retryAfter: readRetryAfter(header, NOW) };
    expect(nextAttemptAt([5 * SECOND], 1, moment)).toBe(NOW + DAY);
  });
});
