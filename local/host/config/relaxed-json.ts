/** A text in double quotes, a comment, or a comma in front of a closing bracket, with comments between them. */
const TOKENS = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/g;

/** Parses JSON as editors write it: with a byte order mark, comments and trailing commas. @throws for anything else, without a word of the text. */
export function parseRelaxedJson(text: string): unknown {
  const plain = text.replace(/^\ufeff/, '').replace(TOKENS, (token) => (token.startsWith('"') ? token : blank(token)));
  try {
    return JSON.parse(plain);
  } catch (error) {
    const [place = ''] = /at position \d+( \(line \d+ column \d+\))?/.exec(String(error)) ?? [];
    throw new Error(`it is no JSON ${place}`.trim());
  }
}

/** Keeps the lines, so that a fault has its place. */
const blank = (token: string) => token.replace(/[^\n]/g, ' ');
