/**
 * Parses JSON of foreign origin. A byte order mark before it is skipped, as .NET streams and editors on Windows write one.
 *
 * @throws SyntaxError for text that is not JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
}

/** The value of JSON text. Anything else, text that is not JSON included, is returned as it is. */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}
