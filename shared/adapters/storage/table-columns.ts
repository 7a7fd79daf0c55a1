/** A string column holds 64 KiB of UTF-16. This many characters stay below it. */
const MAX_CHARACTERS = 30_000;

const COLUMN = 'json';

/** Writes the data of a row as JSON into as many columns as needed: `json`, `json1`, and so on. */
export function columnsOf(data: object): Record<string, string> {
  const text = asciiJson(data);
  const columns: Record<string, string> = {};
  for (let start = 0, index = 0; start < text.length; start += MAX_CHARACTERS, index++) {
    columns[columnName(index)] = text.slice(start, start + MAX_CHARACTERS);
  }
  return columns;
}

/** Reads the data of a row from its columns; `undefined`, which no schema takes, when they hold no JSON. */
export function dataOf(entity: Readonly<Record<string, unknown>>): unknown {
  let text = '';
  for (let index = 0; typeof entity[columnName(index)] === 'string'; index++) text += entity[columnName(index)];
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * JSON in ASCII only. The storage emulator decodes a long request in chunks and breaks a multi-byte character on the border of
 * two chunks.
 */
function asciiJson(data: object): string {
  return JSON.stringify(data).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function columnName(index: number): string {
  return index === 0 ? COLUMN : `${COLUMN}${index}`;
}
