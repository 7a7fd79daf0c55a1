import { type Token, tokenAt } from './tokens.ts';
import { ExpressionError, type Value } from './value.ts';

export type Node =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'access'; readonly target: Node; readonly key: Node; readonly safe: boolean }
  | { readonly kind: 'join'; readonly parts: readonly Node[] };

const keywords = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A place in an expression that moves on as it is read. */
class Cursor {
  readonly source: string;
  offset: number;

  constructor(source: string, offset: number) {
    this.source = source;
    this.offset = offset;
  }

  peek(): Token {
    return tokenAt(this.source, this.offset);
  }

  take(): Token {
    const token = this.peek();
    this.offset = token.end;
    return token;
  }

  takeMark(...marks: string[]): string | undefined {
    const { kind, value, end } = this.peek();
    if (kind !== 'mark' || !marks.includes(value)) return undefined;
    this.offset = end;
    return value;
  }

  expectMark(mark: string): void {
    if (!this.takeMark(mark)) throw this.unexpected();
  }

  unexpected(): ExpressionError {
    const { value } = this.peek();
    return new ExpressionError(
      `'${value || 'the end'}' was not expected at position ${this.offset} of '${this.source}'`,
    );
  }
}

/** A whole expression, without the `@` before it. */
export function parseExpression(source: string): Node {
  const cursor = new Cursor(source, 0);
  const node = expression(cursor);
  if (cursor.peek().kind !== 'end') throw cursor.unexpected();
  return node;
}

/** The expression of an interpolation and the offset behind its closing brace. */
export function parseBraced(source: string, offset: number): { node: Node; end: number } {
  const cursor = new Cursor(source, offset);
  const node = expression(cursor);
  cursor.expectMark('}');
  return { node, end: cursor.offset };
}

function expression(cursor: Cursor): Node {
  let node = primary(cursor);
  for (;;) {
    const mark = cursor.takeMark('[', '?[', '.', '?.');
    if (mark === undefined) return node;
    node = { kind: 'access', target: node, key: keyAfter(mark, cursor), safe: mark.startsWith('?') };
  }
}

function keyAfter(mark: string, cursor: Cursor): Node {
  if (mark.endsWith('[')) {
    const key = expression(cursor);
    cursor.expectMark(']');
    return key;
  }
  if (cursor.peek().kind !== 'name') throw cursor.unexpected();
  return { kind: 'literal', value: cursor.take().value };
}

function primary(cursor: Cursor): Node {
  const { kind, value } = cursor.peek();
  if (kind !== 'text' && kind !== 'number' && kind !== 'name') throw cursor.unexpected();
  cursor.take();
  if (kind === 'text') return { kind: 'literal', value };
  if (kind === 'number') return { kind: 'literal', value: Number(value) };
  const keyword = keywords.get(value);
  if (keyword !== undefined) return { kind: 'literal', value: keyword };
  cursor.expectMark('(');
  return { kind: 'call', name: value, args: argumentsOf(cursor) };
}

function argumentsOf(cursor: Cursor): Node[] {
  if (cursor.takeMark(')')) return [];
  const args = [expression(cursor)];
  while (cursor.takeMark(',')) args.push(expression(cursor));
  cursor.expectMark(')');
  return args;
}

/** The node and all under it, each with the node that it is part of. */
export function* walk(node: Node, parent?: Node): Generator<{ node: Node; parent: Node | undefined }> {
  yield { node, parent };
  for (const child of childrenOf(node)) yield* walk(child, node);
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'call') return node.args;
  if (node.kind === 'join') return node.parts;
  return node.kind === 'access' ? [node.target, node.key] : [];
}
