import type { LogLine, LogLineName } from '../../contract/telemetry.ts';

/** The severity of a log line. */
export type LogLevel = 'information' | 'warning' | 'error';

/** Characters that could end a line or turn the direction of writing. JSON needs no other escape than its own for the rest. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The text of a log line: its name, a space, and its fields as JSON, all in one line. */
export function textOfLine({ name, ...fields }: LogLine): string {
  return `${name} ${JSON.stringify(fields).replace(UNSAFE, escaped)}`;
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

const WARNINGS: ReadonlySet<LogLineName> = new Set<LogLineName>([
  'DeadLetter',
  'KeyTrouble',
  'MessagePostponed',
  'ResultLost',
  'RowSkipped',
]);

/** Whether operators should look at a line: a warning is of one subscription, message or row, an error of the app itself. */
export function levelOfLine(line: LogLine): LogLevel {
  if (line.name === 'HealthChange') return line.state === 'down' ? 'error' : 'information';
  if (line.name === 'SubscriptionChange') return isTrouble(line.change) ? 'warning' : 'information';
  return WARNINGS.has(line.name) ? 'warning' : 'information';
}

function isTrouble(change: Extract<LogLine, { name: 'SubscriptionChange' }>['change']): boolean {
  return change === 'failing' || change === 'dormant' || change === 'disabled' || change === 'gone';
}
