import { describe, expect, test } from '@jest/globals';
import { formatCookie } from '../../local/host/http/http-response.ts';
import { isAuthorized, presentedKey } from '../../local/host/http/keys.ts';
import { isAtLeastEveryMinute, nextOccurrence, parseSchedule } from '../../local/host/timer/schedule.ts';

const now = new Date('2026-11-20T10:00:30Z');

describe('a schedule', () => {
  test.each([
    ['0 */5 * * * *', '2026-11-20T10:05:00.000Z'],
    ['45 * * * * *', '2026-11-20T10:00:45.000Z'],
    ['30 0 10 * * *', '2026-11-21T10:00:30.000Z'],
    ['0 0 0 * * MON', '2026-11-23T00:00:00.000Z'],
    ['0 0 0 13 * FRI', '2027-08-13T00:00:00.000Z'],
  ])('%s is next due at %s in UTC', (expression, expected) => {
    expect(nextOccurrence(expression, now)?.toISOString()).toBe(expected);
  });

  test('has its white space normalized', () => {
    expect(parseSchedule('  0  0 * * * * ', 'a test')).toBe('0 0 * * * *');
  });

  test.each([
    ['*/5 * * * *', "'0 */5 * * * *' would be right"],
    ['00:05:00', 'only App Service plans'],
    ['0 0 0 L * *', 'it should have six fields'],
    ['0 61 * * * *', 'is not valid'],
    ['0 0 0 ? * *', 'it should have six fields'],
    ['every day', 'it should have six fields'],
  ])('%s is refused', (text, reason) => {
    expect(() => parseSchedule(text, 'a test')).toThrow(reason);
  });

  test.each([
    ['*/59 * * * * *', false],
    ['0 * * * * *', true],
    ['0 0 0 1 1 *', true],
  ])('%s keeps at least a minute between runs: %p', (expression, expected) => {
    expect(isAtLeastEveryMinute(expression, now)).toBe(expected);
  });
});

describe('a key', () => {
  const keys = {
    masterKey: 'master',
    hostKeys: { default: 'host' },
    functionKeys: { mine: { default: 'own' }, other: { default: 'others' } },
  };

  test.each([
    ['anonymous', undefined, true],
    ['function', undefined, false],
    ['function', '', false],
    ['function', 'own', true],
    ['function', 'others', false],
    ['function', 'host', true],
    ['function', 'master', true],
    ['admin', 'own', false],
    ['admin', 'host', false],
    ['admin', 'master', true],
  ] as const)('at level %s, %p is authorized: %p', (level, key, expected) => {
    expect(isAuthorized(keys, { level, functionName: 'mine' }, key)).toBe(expected);
  });

  test('is read from the header before the query', () => {
    expect(presentedKey({ 'x-functions-key': 'header' }, new URLSearchParams('code=query'))).toBe('header');
    expect(presentedKey({}, new URLSearchParams('code=query'))).toBe('query');
  });
});

test('a cookie is formatted with its attributes', () => {
  const cookie = {
    name: 'n',
    value: 'a;b',
    maxAge: { value: 60 },
    secure: { value: true },
    sameSite: 'explicitNone' as const,
    path: { value: '/x' },
  };
  expect(formatCookie(cookie)).toBe('n=a%3Bb; max-age=60; path=/x; secure; samesite=None');
});
