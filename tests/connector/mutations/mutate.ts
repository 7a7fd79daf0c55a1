import { operationsOf } from '../../support/connector.ts';
import { writtenOut } from './sample.ts';

type Node = Record<string, unknown>;
/** The rule that must find it, what is wrong, and what makes the document of a connector wrong. */
export type Mutation = readonly [code: string, what: string, mutate: (document: Node) => unknown];

/**
 * A table of mutations: rule | what is wrong | actions, each of which is a mutation of its own, with ` ; ` between.
 * An action is one of these, with values in JSON:
 * `put PLACE = VALUE`, `add PLACE = VALUE` (to a list or an object), `append PLACE = TEXT`, `cut PLACE`, `copy PLACE to PLACE`,
 * `grow PLACE = COUNT` (a text to COUNT characters, an object by COUNT properties), `replace PLACE = [PATTERN, TEXT]`,
 * `delay PLACE` (a property behind the others), `move OPERATION to PATH` and `repeat OPERATION at PATH`.
 * A line that begins with `#` is a heading.
 *
 * A place is steps with blanks between. The first step may be the id of an operation, or `^` and the id for its path. In a
 * list a step is the name of an item or its index. References are followed. `$name` stands for a place in `sample.ts`.
 */
export function mutationsOf(table: string): Mutation[] {
  const lines = table.split('\n').map((line) => line.trim());
  return lines.flatMap((line) => {
    const [code = '', what = '', actions = ''] = line.split(' | ');
    if (actions === '') return [];
    return actions.split(' ; ').map((action): Mutation => {
      const [, verb = '', place = '', value = ''] = /^(\w+) (.+?)(?: (?:=|to|at) (.+))?$/.exec(action) ?? [];
      return [code, `${what} (${action})`, (document) => act(document, verb, [place, value])];
    });
  });
}

function act(document: Node, verb: string, [place, given]: readonly [string, string]): unknown {
  if (verb === 'move' || verb === 'repeat') return repeat(document, place, { to: given, isMove: verb === 'move' });
  const { parent, key } = placeOf(document, place);
  const old = parent[key];
  if (verb === 'cut')
    return Array.isArray(parent) ? parent.splice(Number(key), 1) : Reflect.deleteProperty(parent, key);
  if (verb === 'copy') return put(document, given, structuredClone(old));
  if (verb === 'delay') {
    Reflect.deleteProperty(parent, key);
    return put(document, place, old);
  }
  const value = JSON.parse(given);
  if (verb === 'grow') return put(document, place, grown(old, value));
  if (verb === 'replace') return put(document, place, String(old).replace(new RegExp(value[0]), value[1]));
  if (verb === 'add') return put(document, place, Array.isArray(old) ? [...old, value] : Object.assign({}, old, value));
  return put(document, place, verb === 'append' ? `${old}${value}` : value);
}

function put(document: Node, place: string, value: unknown): void {
  const { parent, key } = placeOf(document, place);
  Object.assign(parent, { [key]: value });
}

/** What an object grows by: small, and both a schema and a path. */
const SMALL = { type: 'string', get: {} };

function grown(old: unknown, count: number): unknown {
  if (typeof old === 'string') return old.padEnd(count, 'x');
  return { ...Object(old), ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`/${index}`, SMALL])) };
}

function repeat(document: Node, name: string, { to, isMove }: { to: string; isMove: boolean }): void {
  const { template = '' } = operationsOf(document).find(({ id }) => id === writtenOut(name)) ?? {};
  const paths = document.paths as Node;
  paths[to] = paths[template];
  if (isMove) delete paths[template];
}

/** Fails when there is nothing at the place that holds it, as the mutation would break nothing. */
function placeOf(document: Node, place: string): { parent: Node; key: string } {
  const steps = writtenOut(place).split(' ');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>((node, step) => follow(document, stepInto(document, node, step)), document);
  if (typeof parent !== 'object' || parent === null) throw new Error(`There is no ${place} to break.`);
  return { parent: parent as Node, key: Array.isArray(parent) ? String(indexOf(parent, last)) : last };
}

function stepInto(document: Node, node: unknown, step: string): unknown {
  if (node === document && /^\^?[A-Z]/.test(step)) {
    const { template = '', operation } = operationsOf(document).find(({ id }) => id === step.replace('^', '')) ?? {};
    return step.startsWith('^') ? (document.paths as Node)[template] : operation;
  }
  return Array.isArray(node) ? node[indexOf(node, step)] : (node as Node | undefined)?.[step];
}

function indexOf(items: (Node | string)[], step: string): number {
  if (/^\d+$/.test(step)) return Number(step);
  return items.findIndex((item) =>
    typeof item === 'string' ? item === step : [item.name, item.propertyName, item.templateId].includes(step),
  );
}

function follow(document: Node, node: unknown): unknown {
  const reference = (node as { $ref?: unknown } | undefined)?.$ref;
  if (typeof reference !== 'string') return node;
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((found, step) => (found as Node)[step], document);
}
