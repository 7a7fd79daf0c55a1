import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** The text without the byte order mark that some editors write. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/**
 * Parses JSON that people edit: with comments and trailing commas, as Core Tools read their settings.
 *
 * @throws SyntaxError that names the place
 */
export function parseJsonc(text: string): unknown {
  const errors: ParseError[] = [];
  const json = withoutMark(text);
  const value: unknown = parse(json, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (!first) return value;
  const lines = json.slice(0, first.offset).split('\n');
  const place = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
  throw new SyntaxError(`it is no JSON: ${inWords(printParseErrorCode(first.error))} in ${place}`);
}

/** `UnexpectedEndOfString` in words. */
function inWords(code: string): string {
  return code.replace(/\B[A-Z]/g, ' $&').toLowerCase();
}
