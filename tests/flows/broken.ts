import { expect } from '@jest/globals';

/** What to change in the text of something, and what a check has to say of it then. */
export interface Row {
  readonly what: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly fault: RegExp;
}

/** A table of breakages, one each line: name | text, or pattern after `re:` | what is there then | pattern of the fault. */
export function rowsOf(table: string): Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [what = '', from = '', to = '', fault = ''] = line.split('|').map((cell) => cell.trim());
      return { what, from: from.startsWith('re:') ? new RegExp(from.slice(3)) : from, to, fault: new RegExp(fault) };
    });
}

/** The same data with the first such piece of its text changed. Data without such a piece is a mistake of the test. */
export function broken<Data>(data: Data, from: string | RegExp, to: string): Data {
  const text = JSON.stringify(data);
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  return JSON.parse(changed);
}
