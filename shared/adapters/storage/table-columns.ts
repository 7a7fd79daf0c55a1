/** A string of a table holds 64 KiB of UTF-16; this many characters stay below it. */
const MAX_CHARACTERS = 30_000;

const COLUMN = 'json';

/** The data of a row as JSON in as many columns as it takes: `json`, `json1`, and so on. */
export function columnsOf(data: object): Record<string, string> {
  const text = asciiJson(data);
  const columns: Record<string, string> = {};
  for (let start = 0, index = 0; start < text.length; start += MAX_CHARACTERS, index++) {
    columns[columnName(index)] = text.slice(start, start + MAX_CHARACTERS);
  }
  return columns;
}

export function dataOf(entity: Readonly<Record<string, unknown>>): unknown {
  let text = '';
  for (let index = 0; typeof entity[columnName(index)] === 'string'; index++) text += entity[columnName(index)];
  return JSON.parse(text);
}

/**
 * JSON in ASCII alone. The storage emulator decodes a long request piece by piece and breaks a character of several bytes
 * that lies across two of them.
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
