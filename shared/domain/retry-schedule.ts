/** No receiver can make us wait longer than this. */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

const JITTER = 0.1;

export interface RetryMoment {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: number;
  /** What the receiver asked for, in milliseconds from now. */
  readonly retryAfter?: number | undefined;
}

/**
 * When to try again after the attempt of this number (from 1), or `undefined` when the schedule is exhausted. Jitter only
 * ever adds, up to a tenth, so nothing is sent early; `Retry-After` is obeyed when it is later, up to 24 hours.
 */
export function nextAttemptAt(schedule: readonly number[], attempt: number, moment: RetryMoment): number | undefined {
  const wait = schedule[attempt - 1];
  if (wait === undefined) return undefined;
  const asked = Math.min(moment.retryAfter ?? 0, MAX_RETRY_AFTER_MS);
  return Math.ceil(moment.now + Math.max(wait * (1 + JITTER * moment.random), asked));
}

/** `Retry-After` (RFC 9110, 10.2.3: seconds, or an HTTP date) as milliseconds from `now`; `undefined` when it is neither. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
