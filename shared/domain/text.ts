/** Cuts text for people to a number of code points, with an ellipsis. */
export function cutText(text: string, codePoints: number): string {
  if (text.length <= codePoints) return text;
  const points = [...text];
  return points.length <= codePoints ? text : `${points.slice(0, codePoints - 1).join('')}…`;
}

const WHITE_CONTROLS = /[\t-\r\u0085\u2028\u2029]/g;
/** With the code points that are no characters, which XML cannot hold. */
const OTHER_CONTROLS = /[\p{Cc}\p{NChar}]/gu;
/** The marks, embeddings, overrides and isolates that change the direction of writing. */
const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Makes foreign text safe within one line for people: it can neither end the line nor turn the direction of writing. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(WHITE_CONTROLS, ' ').replace(OTHER_CONTROLS, '\ufffd').replace(BIDIRECTIONAL, '');
}

/** Letters that are written from right to left: Hebrew, Arabic and their neighbors. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Foreign text as a part of a sentence. One that is written from right to left is isolated, so that the words and numbers around
 * it keep their places.
 */
export function isolated(text: string): string {
  const line = oneLine(text);
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

/** What the spellings of a word differ in: spaces, dashes, underscores and brackets. */
const SEPARATORS = /[\s\p{Pd}\p{Ps}\p{Pe}_]+/gu;

/** A word of a vocabulary without regard to its spelling: `Failed (permanent)` is `failedpermanent`. */
export function plainWord(text: string): string {
  return text.toLowerCase().replace(SEPARATORS, '');
}
