import { fail, number, text } from './arguments.ts';
import type { LanguageFunction } from './evaluate.ts';
import { formatNumber } from './format-number.ts';
import { formatTime } from './format-time.ts';
import { asText, ExpressionError, isProperties, type Value } from './value.ts';

const uriComponent: LanguageFunction = {
  least: 1,
  most: 1,
  apply: ([value]) => encodeURIComponent(text(value, 'uriComponent')),
};

const decodeUriComponent: LanguageFunction = {
  least: 1,
  most: 1,
  apply: ([value]) => decodeURIComponent(text(value, 'decodeUriComponent')),
};

export const textFunctions: Readonly<Record<string, LanguageFunction>> = {
  concat: { least: 1, most: 100, apply: (args) => args.map(asText).join('') },
  string: { least: 1, most: 1, apply: ([value = null]) => asText(value) },
  toLower: { least: 1, most: 1, apply: ([value]) => text(value, 'toLower').toLowerCase() },
  toUpper: { least: 1, most: 1, apply: ([value]) => text(value, 'toUpper').toUpperCase() },
  trim: { least: 1, most: 1, apply: ([value]) => text(value, 'trim').trim() },
  replace: { least: 3, most: 3, apply: ([value, from, to]) => replaced(value, from, to) },
  length: { least: 1, most: 1, apply: ([value = null]) => lengthOf(value) },
  createArray: { least: 1, most: 100, apply: (args) => args },
  join: { least: 2, most: 2, apply: ([items = null, separator]) => joined(items, text(separator, 'join')) },
  int: { least: 1, most: 1, apply: ([value = null]) => integer(value) },
  json: { least: 1, most: 1, apply: ([value = null]) => (isProperties(value) ? value : parsed(text(value, 'json'))) },
  uriComponent,
  encodeUriComponent: uriComponent,
  decodeUriComponent,
  uriComponentToString: decodeUriComponent,
  formatDateTime: {
    least: 1,
    most: 3,
    apply: ([time, pattern = 'o', locale = 'en-US']) =>
      formatTime(text(time, 'formatDateTime'), text(pattern, 'formatDateTime'), text(locale, 'formatDateTime')),
  },
  formatNumber: {
    least: 2,
    most: 3,
    apply: ([value, pattern, locale = 'en-US']) =>
      formatNumber(number(value, 'formatNumber'), text(pattern, 'formatNumber'), text(locale, 'formatNumber')),
  },
};

function replaced(value: Value | undefined, from: Value | undefined, to: Value | undefined): string {
  const search = text(from, 'replace');
  if (search === '') throw new ExpressionError("The template function 'replace' cannot look for an empty string.");
  return text(value, 'replace').replaceAll(search, () => text(to, 'replace'));
}

function lengthOf(value: Value): number {
  return typeof value === 'string' || Array.isArray(value)
    ? value.length
    : fail(value, 'length', 'an array or a string');
}

function joined(items: Value, separator: string): string {
  return Array.isArray(items) ? items.map(asText).join(separator) : fail(items, 'join', 'an array');
}

function integer(value: Value): number {
  if (Number.isInteger(value)) return Number(value);
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? Number(value)
    : fail(value, 'int', 'an integer in a string');
}

function parsed(value: string): Value {
  try {
    return JSON.parse(value);
  } catch (error) {
    throw new ExpressionError("The template function 'json' expects JSON.", { cause: error });
  }
}
