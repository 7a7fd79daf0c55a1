import { expect } from '@jest/globals';

/** What to change in the text of something, and what a check has to say of it then. */
export type Breakage = readonly [from: string | RegExp, to: string, fault: RegExp];

/** The same data with the first such piece of its text changed. One without such a piece is a mistake of the test. */
export function broken<Data>(data: Data, from: string | RegExp, to: string): Data {
  const text = JSON.stringify(data);
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  return JSON.parse(changed);
}
