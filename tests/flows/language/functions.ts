import { isDeepStrictEqual } from 'node:util';
import { evaluate, type Functions } from './evaluate.ts';
import { parseWorkflowText } from './parse.ts';
import { asText, ExpressionError, kindOf, mapStrings, type Value } from './value.ts';

/** The JSON with the value of each expression in its place. */
export function evaluateWorkflow(value: Value, ofTheRun: Functions): Value {
  return mapStrings(value, (text) => evaluate(parseWorkflowText(text), { ...functions, ...ofTheRun }));
}

/** What the sample flows use. A flow that needs more gets it here first. */
const functions: Functions = {
  coalesce: (...args) => args.find((arg) => arg !== null) ?? null,
  concat: (...args) => args.map(asText).join(''),
  equals: (left = null, right = null) => areEqual(left, right),
  if: (test, yes = null, no = null) => (truth(test, 'if') ? yes : no),
  replace: (value, from, to) => replaced(text(value, 'replace'), text(from, 'replace'), text(to, 'replace')),
  join: (items, separator) =>
    Array.isArray(items) ? items.map(asText).join(text(separator, 'join')) : fail(items, 'join', 'an array'),
  encodeURIComponent: (value) => encodeURIComponent(text(value, 'encodeURIComponent')),
  decodeUriComponent: (value) => decodeURIComponent(text(value, 'decodeUriComponent')),
  formatDateTime: (time, pattern, locale) =>
    formatTime(text(time, 'formatDateTime'), text(pattern, 'formatDateTime'), text(locale, 'formatDateTime')),
  formatNumber: (value, pattern, locale) => {
    if (pattern !== 'N0') throw new ExpressionError(`The number format '${pattern}' is not known here.`);
    if (typeof value !== 'number') return fail(value, 'formatNumber', 'a number');
    return new Intl.NumberFormat(text(locale, 'formatNumber'), { maximumFractionDigits: 0 }).format(value);
  },
};

/** An argument that has to be of a certain type, as the platform checks it. */
function text(value: Value | undefined, name: string): string {
  return typeof value === 'string' ? value : fail(value, name, 'a string');
}

function truth(value: Value | undefined, name: string): boolean {
  return typeof value === 'boolean' ? value : fail(value, name, 'a boolean');
}

function fail(value: Value | undefined, name: string, expected: string): never {
  const kind = kindOf(value ?? null);
  throw new ExpressionError(
    `The template function '${name}' expects ${expected}. The provided value is of type '${kind}'.`,
  );
}

/** What the reference and reports from the field disagree on is refused, so that no flow rests on it. */
function areEqual(left: Value, right: Value): boolean {
  const kinds = [left, right].map((value) => (value === '' ? 'Blank' : kindOf(value))).sort();
  if (['Blank Null', 'Boolean Float', 'Boolean Integer'].includes(kinds.join(' ')))
    throw new ExpressionError(`Whether ${JSON.stringify(left)} equals ${JSON.stringify(right)} is not settled.`);
  return isDeepStrictEqual(left, right);
}

function replaced(value: string, from: string, to: string): string {
  if (from === '') throw new ExpressionError("The template function 'replace' cannot look for an empty string.");
  return value.replaceAll(from, () => to);
}

/** A time in UTC, in those parts of .NET's custom formats that the flows use. */
function formatTime(time: string, pattern: string, locale: string): string {
  const date = new Date(time);
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time) || Number.isNaN(date.getTime()))
    throw new ExpressionError(`The template function 'formatDateTime' expects a time; '${time}' is none.`);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(date);
  const [year, , , hour, minute] = date.toISOString().split(/[-T:]/);
  const parts: Readonly<Record<string, string | undefined>> = {
    ...{ d: String(date.getUTCDate()), MMMM: month, yyyy: year, HH: hour, mm: minute },
    ...{ ',': ',', ' ': ' ', ':': ':' },
  };
  return pattern.replaceAll(/([A-Za-z])\1*|./gs, (part) => {
    const written = parts[part];
    if (written === undefined) throw new ExpressionError(`The part '${part}' of a time format is not known here.`);
    return written;
  });
}
