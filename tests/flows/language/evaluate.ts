import type { Node } from './parse.ts';
import { asText, ExpressionError, isProperties, kindOf, type Value } from './value.ts';

/** A function of the language: how many arguments it takes at least and at most, and what it gives. */
export interface LanguageFunction {
  readonly least: number;
  readonly most: number;
  apply(args: Value[]): Value;
}

/** By name in lower case, since case does not matter. */
export type Functions = ReadonlyMap<string, LanguageFunction>;

export function functionsOf(table: Readonly<Record<string, LanguageFunction>>): Functions {
  return new Map(Object.entries(table).map(([name, entry]) => [name.toLowerCase(), entry]));
}

export function evaluate(node: Node, functions: Functions): Value {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'join':
      return node.parts.map((part) => asText(evaluate(part, functions))).join('');
    case 'access':
      return select(evaluate(node.target, functions), evaluate(node.key, functions), node.safe);
    case 'call':
      return call(node.name, node.args, functions);
  }
}

/** All arguments are worth something before the call, those of `if`, `and` and `or` too: the stricter reading. */
function call(name: string, args: readonly Node[], functions: Functions): Value {
  const found = functions.get(name.toLowerCase());
  if (!found) throw new ExpressionError(`The template function '${name}' is not defined or not valid.`);
  if (args.length < found.least || args.length > found.most) {
    throw new ExpressionError(`The template function '${name}' does not take ${args.length} arguments.`);
  }
  return found.apply(args.map((arg) => evaluate(arg, functions)));
}

function select(target: Value, key: Value, safe: boolean): Value {
  if (target === null && safe) return null;
  if (Array.isArray(target) && typeof key === 'number') return found(target[key], key, safe);
  if (isProperties(target) && typeof key === 'string') return property(target, key, safe);
  throw new ExpressionError(
    `The property '${asText(key)}' cannot be selected: that is not supported on values of type '${kindOf(target)}'.`,
  );
}

/** The designer of Power Automate writes one path, `body/x`, for two steps. */
function property(target: { [name: string]: Value }, key: string, safe: boolean): Value {
  if (Object.hasOwn(target, key) || !key.includes('/')) {
    return found(Object.hasOwn(target, key) ? target[key] : undefined, key, safe);
  }
  return key.split('/').reduce<Value>((value, step) => select(value, step, safe), target);
}

function found(value: Value | undefined, key: string | number, safe: boolean): Value {
  if (value !== undefined) return value;
  if (safe) return null;
  throw new ExpressionError(`The property '${key}' does not exist.`);
}
