import type { LogLine } from '../../contract/telemetry.ts';
import { instantToMilliseconds } from '../../domain/instant.ts';
import { subjectOf } from '../delivery/delivery-lines.ts';
import type { Leased } from '../delivery/lease.ts';
import type { DeliveryRow } from '../store/rows.ts';
import type { TracedAttempt } from './send-attempt.ts';

/** The log line of an attempt; `after` is the delivery after it. */
export function attemptLine(
  { delivery: { data: before }, subscription }: Leased,
  after: DeliveryRow,
  { span, verdict, status, workflowRunId, durationMs }: TracedAttempt,
): LogLine {
  const { notificationId, firingId, attemptCount, attempts, isTest } = after;
  return {
    name: 'Attempt',
    notificationId,
    firingId,
    ...subjectOf(subscription.data),
    attempt: attemptCount,
    outcome: attempts.at(-1)?.outcome ?? 'retrying',
    reason: verdict.kind === 'delivered' ? undefined : verdict.reason,
    status,
    milliseconds: durationMs,
    ageMilliseconds: verdict.kind === 'delivered' ? ageOf(before, after) : undefined,
    traceId: span.traceId,
    spanId: span.spanId,
    workflowRunId,
    isTest,
  };
}

/** From the arrival of the event to the answer. Of a redelivery it would say how long an operator took. */
function ageOf({ arrivedAt, tries, attemptCount }: DeliveryRow, { attempts }: DeliveryRow): number | undefined {
  const last = attempts.at(-1);
  if (!arrivedAt || !last || tries < attemptCount) return undefined;
  return Math.max(0, instantToMilliseconds(last.at) + last.durationMs - instantToMilliseconds(arrivedAt));
}
