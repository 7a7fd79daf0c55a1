/** Milliseconds of the first and of the longest wait. */
export interface BackoffLimits {
  readonly first: number;
  readonly longest: number;
}

/** The wait in milliseconds before retry number `retry` (from 0): it doubles each time, up to the longest. */
export function backoff(retry: number, { first, longest }: BackoffLimits): number {
  return Math.min(longest, first * 2 ** retry);
}
