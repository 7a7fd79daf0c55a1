import type { TypedData } from '../rpc.ts';

/** The messages that Azure writes for the value of a queue output binding: one for each element of an array. */
export function outputMessages(data: TypedData | null | undefined): (string | Uint8Array)[] {
  if (!data) return [];
  if (data.bytes) return [data.bytes];
  if (data.string !== undefined) return fromString(data.string);
  if (data.json !== undefined) return fromValue(JSON.parse(data.json));
  const number = data.int ?? data.double;
  return number === undefined ? [] : [String(number)];
}

// As in Azure, text that is a JSON object or array is treated as that object or array.
function fromString(text: string): (string | Uint8Array)[] {
  const trimmed = text.trim();
  const looksLikeJson = /^(?:\{[\s\S]*\}|\[[\s\S]*\])$/.test(trimmed);
  if (!looksLikeJson) return [text];
  try {
    return fromValue(JSON.parse(trimmed));
  } catch {
    return [text];
  }
}

function fromValue(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each) => each !== null && each !== undefined).map(print);
}

// As in .NET: objects are indented, which counts towards the 64 KiB of a message, and booleans are capitalized.
function print(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value, null, 2);
}
