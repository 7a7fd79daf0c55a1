import { type Node, parseBraced, parseExpression } from './parse.ts';

const literal = (value: string): Node => ({ kind: 'literal', value });

/** A string of a workflow: text, `@expression`, or text with `@{expression}` in it. */
export function parseWorkflowText(text: string): Node {
  if (text.startsWith('@') && !/^@[@{]/.test(text)) return parseExpression(text.slice(1));
  return /^@|@\{/.test(text) ? { kind: 'join', parts: [...partsOf(text)] } : literal(text);
}

function* partsOf(text: string): Generator<Node> {
  let offset = 0;
  for (;;) {
    const found = /(?<escape>@@\{?)|@\{/g;
    found.lastIndex = offset;
    const mark = found.exec(text);
    const plain = text.slice(offset, mark?.index);
    if (plain !== '') yield literal(plain);
    if (!mark) return;
    if (mark.groups?.escape === undefined) {
      const { node, end } = parseBraced(text, mark.index + 2);
      yield node;
      offset = end;
    } else {
      yield literal(unescaped(mark[0], mark.index));
      offset = mark.index + mark[0].length;
    }
  }
}

/** Two signs stand for one where one would begin an expression: at the start, and before a brace. */
function unescaped(mark: string, index: number): string {
  return index === 0 || mark.endsWith('{') ? mark.slice(1) : mark;
}

/** A string of a resource template: text, or `[expression]` as a whole. */
export function parseTemplateText(text: string): Node {
  if (text.startsWith('[[')) return literal(text.slice(1));
  return text.startsWith('[') && text.endsWith(']') ? parseExpression(text.slice(1, -1)) : literal(text);
}
