/** The value of JSON text. Anything else, text that is not JSON included, is returned as it is. */
export function fromJsonText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
