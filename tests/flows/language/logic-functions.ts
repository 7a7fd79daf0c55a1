import { isDeepStrictEqual } from 'node:util';
import { fail, truth } from './arguments.ts';
import type { LanguageFunction } from './evaluate.ts';
import { ExpressionError, isProperties, kindOf, type Value } from './value.ts';

export const logicFunctions: Readonly<Record<string, LanguageFunction>> = {
  and: { least: 2, most: 100, apply: (args) => args.map((arg) => truth(arg, 'and')).every(Boolean) },
  or: { least: 2, most: 100, apply: (args) => args.map((arg) => truth(arg, 'or')).some(Boolean) },
  not: { least: 1, most: 1, apply: ([value]) => !truth(value, 'not') },
  if: { least: 3, most: 3, apply: ([test, yes = null, no = null]) => (truth(test, 'if') ? yes : no) },
  equals: { least: 2, most: 2, apply: ([left = null, right = null]) => areEqual(left, right) },
  greater: { least: 2, most: 2, apply: ([left, right]) => difference(left, right, 'greater') > 0 },
  greaterOrEquals: { least: 2, most: 2, apply: ([left, right]) => difference(left, right, 'greaterOrEquals') >= 0 },
  less: { least: 2, most: 2, apply: ([left, right]) => difference(left, right, 'less') < 0 },
  lessOrEquals: { least: 2, most: 2, apply: ([left, right]) => difference(left, right, 'lessOrEquals') <= 0 },
  coalesce: { least: 1, most: 100, apply: (args) => args.find((arg) => arg !== null) ?? null },
  empty: { least: 1, most: 1, apply: ([value = null]) => isEmpty(value) },
};

/** What the reference and the field reports disagree on is refused, so that no flow rests on it. */
function areEqual(left: Value, right: Value): boolean {
  const kinds = [left, right].map((value) => (value === '' ? 'Blank' : kindOf(value))).sort();
  if (['Blank Null', 'Boolean Float', 'Boolean Integer'].includes(kinds.join(' '))) {
    throw new ExpressionError(`Whether ${JSON.stringify(left)} equals ${JSON.stringify(right)} is not settled.`);
  }
  return isDeepStrictEqual(left, right);
}

function difference(left: Value | undefined, right: Value | undefined, name: string): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right);
  return fail(typeof left === 'number' || typeof left === 'string' ? right : left, name, 'two numbers or two strings');
}

function isEmpty(value: Value): boolean {
  if (value === null || value === '') return true;
  if (typeof value === 'string') return false;
  if (Array.isArray(value)) return value.length === 0;
  return isProperties(value) ? Object.keys(value).length === 0 : fail(value, 'empty', 'a collection or a string');
}
