import { Cron } from 'croner';
import { parseTimeSpan } from '../config/time-span.ts';
import { messageOf, Refusal } from '../refusal.ts';

const format = 'six fields: {second} {minute} {hour} {day} {month} {day of week}';
// The cron library also accepts L, W, # and ?, which NCRONTAB does not.
const names = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT';
const fieldPattern = new RegExp(`^(?:[\\d*/,-]|${names})+$`, 'i');

// In NCRONTAB both day and day of week must match, while cron needs one of them. Azure evaluates schedules in UTC.
const cronOptions = { paused: true, timezone: 'UTC', mode: '6-part', domAndDow: true, sloppyRanges: true } as const;

/** Validates an NCRONTAB expression. @throws Refusal that says what would be right, where Azure only fails the function. */
export function parseSchedule(text: string, usedBy: string): string {
  const expression = text.trim().replace(/\s+/g, ' ');
  const fields = expression.split(' ');
  const messagePrefix = `${usedBy} has the schedule '${text}'`;
  if (fields.length === 5) {
    throw new Refusal(
      `${messagePrefix}, which has five fields, as in cron; Azure wants ${format}. '0 ${expression}' would be right.`,
    );
  }
  if (parseTimeSpan(expression) !== undefined) {
    throw new Refusal(`${messagePrefix}, a time span, which only App Service plans allow; use ${format}.`);
  }
  if (fields.length !== 6 || !fields.every((field) => fieldPattern.test(field))) {
    throw new Refusal(
      `${messagePrefix}; it should have ${format}, of digits, names and * / , -, such as '0 */5 * * * *'.`,
    );
  }
  try {
    new Cron(expression, cronOptions);
  } catch (error) {
    throw new Refusal(`${messagePrefix}, which is not valid: ${messageOf(error)}. It should have ${format}.`);
  }
  return expression;
}

/** The first time after the given one at which a schedule is due. */
export function nextOccurrence(expression: string, after: Date): Date | undefined {
  return new Cron(expression, cronOptions).nextRun(after) ?? undefined;
}

/** Whether the next runs are at least a minute apart; Azure does not monitor more frequent schedules by default. */
export function isAtLeastEveryMinute(expression: string, now: Date): boolean {
  const times = new Cron(expression, cronOptions).nextRuns(5, now).map((time) => time.getTime());
  return times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 60_000);
}
