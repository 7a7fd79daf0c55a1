/** Consecutive failures that open the circuit of a subscription. */
const FAILURES_TO_OPEN = 5;

/** The consecutive failures of a subscription. */
export interface Failures {
  /** Includes the latest one. */
  readonly count: number;
  /** Milliseconds since the Unix epoch. */
  readonly firstAt: number;
  readonly now: number;
  /** Milliseconds of nothing but failures after which a subscription is disabled. */
  readonly disableAfter: number;
}

/** `open`: the circuit opens. `disable`: the subscription ends up disabled. */
export type CircuitJudgment = 'healthy' | 'open' | 'disable';

/** Decides whether consecutive failures open the circuit of a subscription or disable it. */
export function judgeFailures({ count, firstAt, now, disableAfter }: Failures): CircuitJudgment {
  if (count < FAILURES_TO_OPEN) return 'healthy';
  return now - firstAt >= disableAfter ? 'disable' : 'open';
}

/** The wait before the next half-open probe when the last probe became a dead letter, in milliseconds. Follows the retry schedule. */
export function probeWait(schedule: readonly number[], failures: number): number {
  const index = Math.min(Math.max(0, failures - FAILURES_TO_OPEN), schedule.length - 1);
  return schedule[index] ?? 0;
}
