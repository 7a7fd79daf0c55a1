/** So many failures in a row open the circuit of a subscription. */
const FAILURES_TO_OPEN = 5;

export interface Failures {
  /** In a row, this one included. */
  readonly count: number;
  /** Milliseconds since the Unix epoch. */
  readonly firstAt: number;
  readonly now: number;
  /** Milliseconds of nothing but failures after which a subscription is disabled. */
  readonly disableAfter: number;
}

/** `open`: the circuit opens. `disable`: the subscription ends up disabled. */
export type CircuitJudgment = 'healthy' | 'open' | 'disable';

/** What the failures of a subscription mean for it. */
export function judgeFailures({ count, firstAt, now, disableAfter }: Failures): CircuitJudgment {
  if (count < FAILURES_TO_OPEN) return 'healthy';
  return now - firstAt >= disableAfter ? 'disable' : 'open';
}

/** How long an open circuit waits when the delivery that was its probe has been given up: as the schedule grows. */
export function probeWait(schedule: readonly number[], failures: number): number {
  const index = Math.min(Math.max(0, failures - FAILURES_TO_OPEN), schedule.length - 1);
  return schedule[index] ?? 0;
}
