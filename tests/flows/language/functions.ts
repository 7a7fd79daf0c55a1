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
  equals: (left = null, right = null) => areEqual(left, right),
  if: (test, yes = null, no = null) => (truth(test, 'if') ? yes : no),
  join: (items, separator) =>
    Array.isArray(items) ? items.map(asText).join(text(separator, 'join')) : fail(items, 'join', 'an array'),
  encodeURIComponent: (value) => encodeURIComponent(text(value, 'encodeURIComponent')),
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
