/** The longest `Retry-After` that is obeyed. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

const JITTER = 0.1;

/** When and by what chance the next attempt is scheduled. */
export interface RetryMoment {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: number;
  /** The wait that the receiver asked for, in milliseconds from now. */
  readonly retryAfter?: number | undefined;
}

/**
 * The time of the attempt after attempt number `attempt` (from 1), or `undefined` when the schedule is exhausted. Jitter adds up
 * to a tenth, so an attempt is never early. `Retry-After` is obeyed when it is later, up to 24 hours.
 */
export function nextAttemptAt(schedule: readonly number[], attempt: number, moment: RetryMoment): number | undefined {
  const wait = schedule[attempt - 1];
  if (wait === undefined) return undefined;
  const asked = Math.min(moment.retryAfter ?? 0, MAX_RETRY_AFTER_MS);
  return Math.ceil(moment.now + Math.max(wait * (1 + JITTER * moment.random), asked));
}

/** All three forms of an HTTP date begin with a day. The asctime form is GMT without saying so. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d(?: GMT| \d{4})$/;

/** `Retry-After` (RFC 9110, 10.2.3: seconds or an HTTP date) in milliseconds from `now`; `undefined` when it is neither. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!HTTP_DATE.test(text)) return undefined;
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
