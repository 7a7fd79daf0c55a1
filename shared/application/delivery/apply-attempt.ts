import { MAX_UNAUTHORIZED_ATTEMPTS, type Verdict } from '../../domain/classify-answer.ts';
import type { Instant } from '../../domain/instant.ts';
import { nextAttemptAt, readRetryAfter } from '../../domain/retry-schedule.ts';
import type { Deps } from '../ports.ts';
import type { Attempt, DeliveryRow } from '../store/rows.ts';
import { dueFrom } from './schedule.ts';

/** A delivery keeps its last attempts, up to this many. */
const ATTEMPTS_KEPT = 10;

/** One attempt: when it was made, how long it took, and what its answer means. */
export interface AttemptReport {
  readonly at: Instant;
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly status?: number | undefined;
  readonly workflowRunId?: string | undefined;
}

/** The state of a delivery after an attempt. `dueAt` is in milliseconds since the Unix epoch. */
type Outcome =
  | { readonly state: 'delivered' }
  | { readonly state: 'dead'; readonly reason: string }
  | { readonly state: 'retrying'; readonly reason: string; readonly dueAt: number };

/** The delivery after an attempt: delivered, dead, or due for a retry. */
export function applyAttempt(
  deps: Pick<Deps, 'clock' | 'chance' | 'settings'>,
  delivery: DeliveryRow,
  report: AttemptReport,
): DeliveryRow {
  const outcome = outcomeOf(deps, delivery, report.verdict);
  return {
    ...delivery,
    ...scheduleAfter(delivery, outcome),
    state: outcome.state,
    reason: outcome.state === 'delivered' ? undefined : outcome.reason,
    tries: delivery.tries + 1,
    attemptCount: delivery.attemptCount + 1,
    postponed: undefined,
    leasedUntil: undefined,
    attempts: [...delivery.attempts, attemptOf(report, outcome)].slice(-ATTEMPTS_KEPT),
  };
}

function outcomeOf(
  deps: Pick<Deps, 'clock' | 'chance' | 'settings'>,
  delivery: DeliveryRow,
  verdict: Verdict,
): Outcome {
  if (verdict.kind === 'delivered') return { state: 'delivered' };
  const { reason } = verdict;
  // A test is attempted once: nobody wants a test notification three days later.
  if (delivery.isTest || isFinal(verdict, delivery)) return { state: 'dead', reason };
  const now = deps.clock.now();
  const retryAfter = verdict.kind === 'retry' ? readRetryAfter(verdict.retryAfter, now) : undefined;
  const wait = { now, random: deps.chance.random(), retryAfter };
  const dueAt = nextAttemptAt(deps.settings.retrySchedule, delivery.tries + 1, wait);
  return dueAt === undefined ? { state: 'dead', reason: 'exhausted' } : { state: 'retrying', reason, dueAt };
}

/** Whether a failed attempt is the last one. A 401 or 403 is final only after several of them in a row. */
function isFinal(verdict: Verdict, delivery: DeliveryRow): boolean {
  if (verdict.kind !== 'unauthorized') return verdict.kind !== 'retry';
  return unauthorizedInARow(delivery) + 1 >= MAX_UNAUTHORIZED_ATTEMPTS;
}

/** The answers of 401 or 403 at the end of the attempts so far. A redelivery starts a new count. */
function unauthorizedInARow({ attempts: all, tries }: DeliveryRow): number {
  const attempts = tries > 0 ? all.slice(-tries) : [];
  const other = attempts.toReversed().findIndex(({ status }) => status !== 401 && status !== 403);
  return other < 0 ? attempts.length : other;
}

function scheduleAfter(delivery: DeliveryRow, outcome: Outcome): Pick<DeliveryRow, 'dueAt' | 'workKey'> {
  if (outcome.state !== 'retrying') return { dueAt: delivery.dueAt, workKey: undefined };
  return dueFrom(outcome.dueAt, delivery);
}

function attemptOf({ at, durationMs, status, workflowRunId, verdict }: AttemptReport, outcome: Outcome): Attempt {
  const reason = verdict.kind === 'delivered' ? undefined : verdict.reason;
  return { at, durationMs, status, outcome: outcome.state, reason, workflowRunId };
}
