import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** The spaces below a time. */
const INDENT = ' '.repeat(10);

/** Colours a text for a terminal; plain when the output goes elsewhere, or when NO_COLOR asks for that. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** The time of the day as the person at the terminal reads it. */
export function clockTime(time: string | Date = new Date()): string {
  return new Date(time).toTimeString().slice(0, 8);
}

/** Prints a time and parts side by side, or the parts below each other on a terminal that is too narrow for that. */
export function printParts(time: string, what: string, ...more: string[]): void {
  const line = [time, what, ...more].join('  ');
  const { isTTY, columns } = process.stdout;
  const fits = !isTTY || stripVTControlCharacters(line).length <= columns;
  console.log(fits ? line : [`${time}  ${what}`, ...more.map((part) => INDENT + part)].join('\n'));
}

/** A text that fits into the rest of a line of the terminal; the whole text when the output goes elsewhere. */
export function cut(text: string, indent: number): string {
  const { isTTY, columns } = process.stdout;
  const room = columns - indent;
  return isTTY && text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
}

/** Shows a line that ends with `endProgress`; only on a terminal. */
export function showProgress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${styled('dim', text)}`);
}

/** Removes the line of a progress, if there is one. */
export function endProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
}
