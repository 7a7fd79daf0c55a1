import { MAX_UNAUTHORIZED_ATTEMPTS, type Verdict } from '../../domain/classify-answer.ts';
import type { Instant } from '../../domain/instant.ts';
import { nextAttemptAt, readRetryAfter } from '../../domain/retry-schedule.ts';
import type { Deps } from '../ports.ts';
import type { Attempt, DeliveryRow } from '../store/rows.ts';
import { dueFrom } from './schedule.ts';

/** The last ones are kept. */
const ATTEMPTS_KEPT = 10;

/** What becomes of a delivery after an attempt: delivered, dead, or to be tried again at a certain time. */
type Fate =
  | { readonly state: 'delivered' }
  | { readonly state: 'dead'; readonly reason: string }
  | { readonly state: 'retrying'; readonly reason: string; readonly dueAt: number };

/** The delivery as it is after an attempt. */
export function applyAttempt(
  deps: Pick<Deps, 'clock' | 'chance' | 'settings'>,
  delivery: DeliveryRow,
  report: AttemptReport,
): DeliveryRow {
  const tries = delivery.tries + 1;
  const fate = fateOf(
    deps,
    { tries, refusals: refusalsBefore(delivery) + 1, isTest: delivery.isTest === true },
    report.verdict,
  );
  const reason = fate.state === 'delivered' ? undefined : fate.reason;
  return {
    ...delivery,
    ...scheduleOf(delivery, fate),
    state: fate.state,
    reason,
    tries,
    attemptCount: delivery.attemptCount + 1,
    postponed: undefined,
    leasedUntil: undefined,
    attempts: [...delivery.attempts, attemptOf(report, fate)].slice(-ATTEMPTS_KEPT),
  };
}

function scheduleOf(delivery: DeliveryRow, fate: Fate): Pick<DeliveryRow, 'dueAt' | 'workKey'> {
  if (fate.state !== 'retrying') return { dueAt: delivery.dueAt, workKey: undefined };
  return dueFrom(fate.dueAt, delivery);
}

function attemptOf({ at, durationMs, status, workflowRunId, verdict }: AttemptReport, fate: Fate): Attempt {
  const reason = verdict.kind === 'delivered' ? undefined : verdict.reason;
  return { at, durationMs, status, outcome: fate.state, reason, workflowRunId };
}

interface Round {
  /** Attempts since the schedule last began, this one included. */
  readonly tries: number;
  /** Answers of 401 or 403 in a row, if this is one. */
  readonly refusals: number;
  /** A test is tried once: nobody wants a test notification three days later. */
  readonly isTest: boolean;
}

function fateOf(
  deps: Pick<Deps, 'clock' | 'chance' | 'settings'>,
  { tries, refusals, isTest }: Round,
  verdict: Verdict,
): Fate {
  if (verdict.kind === 'delivered') return { state: 'delivered' };
  const { reason } = verdict;
  if (isTest || isFinal(verdict, refusals)) return { state: 'dead', reason };
  const now = deps.clock.now();
  const retryAfter = verdict.kind === 'retry' ? readRetryAfter(verdict.retryAfter, now) : undefined;
  const dueAt = nextAttemptAt(deps.settings.retrySchedule, tries, { now, random: deps.chance.random(), retryAfter });
  if (dueAt === undefined) return { state: 'dead', reason: 'exhausted' };
  return { state: 'retrying', reason, dueAt };
}

function isFinal(verdict: Verdict, refusals: number): boolean {
  return verdict.kind === 'unauthorized' ? refusals >= MAX_UNAUTHORIZED_ATTEMPTS : verdict.kind !== 'retry';
}

/** Of the present round: after a redelivery the count begins anew. */
function refusalsBefore({ attempts: all, tries }: DeliveryRow): number {
  const attempts = tries > 0 ? all.slice(-tries) : [];
  const other = attempts.toReversed().findIndex(({ status }) => status !== 401 && status !== 403);
  return other < 0 ? attempts.length : other;
}

export interface AttemptReport {
  readonly at: Instant;
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly status?: number | undefined;
  readonly workflowRunId?: string | undefined;
}
