import { ExpressionError } from './value.ts';

export interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'mark' | 'end';
  readonly value: string;
  /** Where the source goes on after it. */
  readonly end: number;
}

const PATTERN =
  /\s*(?:'(?<text>(?:[^']|'')*)'|(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z_]\w*)|(?<mark>\?\[|\?\.|[()[\],.}])|$)/y;

/** The token that begins at the offset, blanks left out. */
export function tokenAt(source: string, offset: number): Token {
  PATTERN.lastIndex = offset;
  const found = PATTERN.exec(source);
  if (!found) throw new ExpressionError(`'${source}' is not valid at position ${offset}`);
  const end = offset + found[0].length;
  const { text, number, name, mark } = found.groups ?? {};
  if (text !== undefined) return { kind: 'text', value: text.replaceAll("''", "'"), end };
  if (number !== undefined) return { kind: 'number', value: number, end };
  if (name !== undefined) return { kind: 'name', value: name, end };
  return mark === undefined ? { kind: 'end', value: '', end } : { kind: 'mark', value: mark, end };
}
