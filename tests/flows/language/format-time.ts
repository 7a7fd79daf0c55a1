import { ExpressionError } from './value.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const TOKENS = /'([^']*)'|d{1,4}|f{1,7}|H{1,2}|h{1,2}|M{1,4}|m{1,2}|s{1,2}|tt?|y{1,4}|[^A-Za-z%\\"']|./gsu;

/** The letters that .NET gives a meaning which is not followed here. */
const RESERVED = /^[dfFgHhKMmstyz%\\"']/;

/** A time in UTC in a custom format of .NET, or in the round-trip format `o`. */
export function formatTime(time: string, pattern: string, locale: string): string {
  const date = new Date(time);
  if (!ISO.test(time) || Number.isNaN(date.getTime())) {
    throw new ExpressionError(`The template function 'formatDateTime' expects a time; '${time}' is none.`);
  }
  if (pattern === 'o') return `${date.toISOString().slice(0, -1)}0000Z`;
  if (pattern.length === 1) throw new ExpressionError(`The time format '${pattern}' is not one that is known here.`);
  return pattern.replaceAll(TOKENS, (token, quoted?: string) => quoted ?? written(date, token, locale));
}

function written(date: Date, token: string, locale: string): string {
  const inWords = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
  switch (token) {
    case 'MMMM':
      return inWords({ month: 'long' });
    case 'MMM':
      return inWords({ month: 'short' });
    case 'dddd':
      return inWords({ weekday: 'long' });
    case 'ddd':
      return inWords({ weekday: 'short' });
    case 'tt':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    default:
      return inDigits(date, token);
  }
}

function inDigits(date: Date, token: string): string {
  const parts: Readonly<Record<string, number>> = {
    y: token.length <= 2 ? date.getUTCFullYear() % 100 : date.getUTCFullYear(),
    M: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    H: date.getUTCHours(),
    h: date.getUTCHours() % 12 || 12,
    m: date.getUTCMinutes(),
    s: date.getUTCSeconds(),
  };
  const [letter = ''] = token;
  if (letter === 'f') return String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(7, '0').slice(0, token.length);
  const part = parts[letter];
  if (part !== undefined) return String(part).padStart(token.length, '0');
  if (RESERVED.test(token))
    throw new ExpressionError(`The part '${token}' of a time format is not one that is known here.`);
  return token;
}
