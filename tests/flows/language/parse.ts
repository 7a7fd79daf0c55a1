import jsep from 'jsep';
import { ExpressionError, stringsIn, type Value } from './value.ts';

export type Node =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'access'; readonly target: Node; readonly key: Node; readonly safe: boolean }
  | { readonly kind: 'join'; readonly parts: readonly Node[] };

const literal = (value: Value): Node => ({ kind: 'literal', value });

/** An expression without the `@` before it. Only its texts and `?[` are written differently in JavaScript. */
function parseExpression(source: string): Node {
  const script = source.replaceAll(/'((?:[^']|'')*)'|\?\[|"/g, (part, text?: string) => {
    if (part === '"') throw new ExpressionError(`'${source}' has a double quote`);
    return text === undefined ? '?.[' : JSON.stringify(text.replaceAll("''", "'"));
  });
  try {
    return nodeOf(jsep(script));
  } catch (error) {
    throw new ExpressionError(`'${source}' is not valid`, { cause: error });
  }
}

function nodeOf(expression: jsep.Expression): Node {
  const parsed = expression as jsep.CoreExpression;
  if (parsed.type === 'Literal') return literal(parsed.value as Value);
  if (parsed.type === 'CallExpression' && parsed.callee.type === 'Identifier')
    return { kind: 'call', name: String(parsed.callee.name), args: parsed.arguments.map(nodeOf) };
  if (parsed.type !== 'MemberExpression') throw new ExpressionError(`${parsed.type} is not expected`);
  const key = parsed.computed ? nodeOf(parsed.property) : literal(String(parsed.property.name));
  return { kind: 'access', target: nodeOf(parsed.object), key, safe: parsed.optional === true };
}

/** An interpolation, an escaped sign, the beginning of an interpolation that does not end, or plain text. */
const PARTS = /@\{((?:[^'}]|'(?:[^']|'')*')*)\}|@@\{|^@@|@\{|[^@]+|@/g;

/** A string of a workflow: text, `@expression`, or text with `@{expression}` in it. */
export function parseWorkflowText(text: string): Node {
  if (/^@(?![@{])/.test(text)) return parseExpression(text.slice(1));
  if (!/^@|@\{/.test(text)) return literal(text);
  const parts = Array.from(text.matchAll(PARTS), ([part, expression]) => {
    if (part === '@{') throw new ExpressionError(`'${text}' has an interpolation without its end`);
    return expression === undefined ? literal(part.replace('@@', '@')) : parseExpression(expression);
  });
  return { kind: 'join', parts };
}

/** A string of a resource template: text, or `[expression]` as a whole. */
export function parseTemplateText(text: string): Node {
  if (text.startsWith('[[')) return literal(text.slice(1));
  return /^\[.*\]$/s.test(text) ? parseExpression(text.slice(1, -1)) : literal(text);
}

/** Every place in every expression of the JSON. */
export function nodesIn(value: Value, parse: (text: string) => Node): Node[] {
  return stringsIn(value).flatMap((text) => walk(parse(text)));
}

function walk(node: Node): Node[] {
  const access = node.kind === 'access' ? [node.target, node.key] : [];
  const children = node.kind === 'call' ? node.args : node.kind === 'join' ? node.parts : access;
  return [node, ...children.flatMap(walk)];
}

export function isCallTo(node: Node, name: string): boolean {
  return node.kind === 'call' && name.toLowerCase() === node.name.toLowerCase();
}

/** What a function such as `parameters` is asked for, over all its calls. */
export function namesAskedOf(nodes: readonly Node[], name: string): Set<string> {
  const called = nodes.flatMap((node) => (node.kind === 'call' && isCallTo(node, name) ? [node.args[0]] : []));
  return new Set(called.flatMap((argument) => (argument?.kind === 'literal' ? [String(argument.value)] : [])));
}
