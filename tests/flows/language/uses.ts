import { type Node, walk } from './parse.ts';
import { stringsIn, type Value } from './value.ts';

/** One place in an expression, and what it is part of. */
export interface Use {
  readonly node: Node;
  readonly parent: Node | undefined;
}

/** Every place in every expression of the JSON. */
export function usesIn(value: Value, parse: (text: string) => Node): Use[] {
  return stringsIn(value).flatMap((text) => [...walk(parse(text))]);
}

export function isCallTo(node: Node | undefined, ...names: string[]): boolean {
  return node?.kind === 'call' && names.some((name) => name.toLowerCase() === node.name.toLowerCase());
}

/** What a function such as `parameters` is asked for, over all its calls. */
export function namesAskedOf(uses: readonly Use[], name: string): Set<string> {
  return new Set(
    uses.flatMap(({ node }) => {
      const [argument] = node.kind === 'call' && isCallTo(node, name) ? node.args : [];
      return argument?.kind === 'literal' ? [String(argument.value)] : [];
    }),
  );
}
