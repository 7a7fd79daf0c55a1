import { operationsOf } from '../../support/connector.ts';

type Node = Record<string, unknown>;
/** Breaks the document of a connector. */
export type Mutate = (document: Node) => unknown;
/** The rule that must find it, what is wrong, and how it is made wrong. */
export type Mutation = readonly [code: string, what: string, mutate: Mutate];

/*
 * A place is written as steps with blanks between. The first step may be the id of an operation, or `^` and the id for its
 * path. In a list a step is the name of an item or its index. References are followed.
 */
export function put(at: string, value: unknown): Mutate {
  return edit(at, () => value);
}

export function cut(at: string): Mutate {
  return (document) => {
    const { parent, key } = placeOf(document, at);
    return Array.isArray(parent) ? parent.splice(Number(key), 1) : Reflect.deleteProperty(parent, key);
  };
}

export function edit<Value = Node>(at: string, change: (value: Value) => unknown): Mutate {
  return (document) => {
    const { parent, key } = placeOf(document, at);
    Object.assign(parent, { [key]: change(parent[key] as Value) });
  };
}

/** More items of a list, or more properties of an object. */
export function add(at: string, ...more: unknown[]): Mutate {
  return edit<unknown[] | Node | undefined>(at, (value = []) =>
    Array.isArray(value) ? [...value, ...more] : Object.assign({}, value, ...more),
  );
}

export function copy(from: string, to: string, change = (value: unknown): unknown => value): Mutate {
  return (document) => {
    const { parent, key } = placeOf(document, from);
    put(to, change(structuredClone(parent[key])))(document);
  };
}

/** Gives an operation another path, or a second one. */
export function move(id: string, to: (template: string) => string, { isCopy = false } = {}): Mutate {
  return (document) => {
    const { template, item } = operationsOf(document).find((one) => one.id === id) ?? { template: '' };
    Object.assign(document.paths as Node, { [to(template)]: item });
    if (!isCopy) delete (document.paths as Node)[template];
  };
}

export function all(...mutates: Mutate[]): Mutate {
  return (document) => {
    for (const mutate of mutates) mutate(document);
  };
}

/** Fails when there is nothing at the place that holds it, as the mutation would break nothing. */
function placeOf(document: Node, at: string): { parent: Node; key: string } {
  const steps = at.split(' ');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>((node, step) => follow(document, stepInto(document, node, step)), document);
  if (typeof parent !== 'object' || parent === null) throw new Error(`There is no ${at} to break.`);
  return { parent: parent as Node, key: Array.isArray(parent) ? String(indexOf(parent, last)) : last };
}

function stepInto(document: Node, node: unknown, step: string): unknown {
  if (node === document && /^\^?[A-Z]/.test(step)) {
    const { item, operation } = operationsOf(document).find(({ id }) => id === step.replace('^', '')) ?? {};
    return step.startsWith('^') ? item : operation;
  }
  return Array.isArray(node) ? node[indexOf(node, step)] : (node as Node | undefined)?.[step];
}

function indexOf(items: Node[], step: string): number {
  const names = ['name', 'propertyName', 'templateId'];
  return /^\d+$/.test(step) ? Number(step) : items.findIndex((item) => names.some((name) => item[name] === step));
}

function follow(document: Node, node: unknown): unknown {
  const reference = (node as { $ref?: unknown } | undefined)?.$ref;
  if (typeof reference !== 'string') return node;
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((found, step) => (found as Node)[step], document);
}
