import type { Node } from './parse.ts';
import { asText, ExpressionError, isProperties, kindOf, type Properties, type Value } from './value.ts';

/** The functions of the language by name. Case does not matter. */
export type Functions = Readonly<Record<string, (...args: Value[]) => Value>>;

export function evaluate(node: Node, functions: Functions): Value {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'join':
      return node.parts.map((part) => asText(evaluate(part, functions))).join('');
    case 'access':
      return select(evaluate(node.target, functions), evaluate(node.key, functions), node.safe);
    case 'call':
      return call(
        node.name,
        node.args.map((arg) => evaluate(arg, functions)),
        functions,
      );
  }
}

/** All arguments are evaluated before the call, those of `if` too: the stricter reading. */
function call(name: string, args: Value[], functions: Functions): Value {
  const [, found] = Object.entries(functions).find(([known]) => known.toLowerCase() === name.toLowerCase()) ?? [];
  if (!found) throw new ExpressionError(`The template function '${name}' is not defined or not valid.`);
  return found(...args);
}

function select(target: Value, key: Value, safe: boolean): Value {
  if (target === null && safe) return null;
  if (isProperties(target) && typeof key === 'string') return property(target, key, safe);
  throw new ExpressionError(
    `The property '${asText(key)}' cannot be selected: that is not supported on values of type '${kindOf(target)}'.`,
  );
}

/** The designer of Power Automate writes one path, `body/x`, for two steps. */
function property(target: Properties, key: string, safe: boolean): Value {
  const value = Object.hasOwn(target, key) ? target[key] : undefined;
  if (value !== undefined) return value;
  if (key.includes('/')) return key.split('/').reduce<Value>((part, step) => select(part, step, safe), target);
  if (safe) return null;
  throw new ExpressionError(`The property '${key}' does not exist.`);
}
