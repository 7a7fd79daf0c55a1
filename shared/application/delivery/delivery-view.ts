import type { AttemptAnswer, DeliveryAnswer } from '../../contract/operator-answers.ts';
import type { Phrase } from '../../contract/phrase.ts';
import { displayInstant } from '../../domain/instant.ts';
import type { Attempt, DeliveryRow } from '../store/rows.ts';
import { attemptReason, deadReason } from './delivery-reason.ts';

/** The delivery as the API shows it: neither its body nor its callback URL. */
export function deliveryView(delivery: DeliveryRow): DeliveryAnswer {
  const { notificationId, firingId, subscriptionId, state, reason, attemptCount, createdAt, dueAt, attempts } =
    delivery;
  const isDue = state === 'pending' || state === 'retrying';
  return {
    notificationId,
    firingId,
    subscriptionId,
    state,
    reason,
    reasonText: reasonText(delivery),
    createdAt: createdAt && displayInstant(createdAt),
    attemptCount,
    nextAttemptAt: isDue ? displayInstant(dueAt) : undefined,
    attempts: attempts.map(attemptView),
  };
}

function attemptView({ at, durationMs, status, outcome, reason, workflowRunId }: Attempt): AttemptAnswer {
  const reasonText = reason === undefined ? undefined : attemptReason(reason);
  return { at: displayInstant(at), durationMs, status, outcome, reason, reasonText, workflowRunId };
}

function reasonText({ state, reason }: DeliveryRow): Phrase | undefined {
  if (reason === undefined) return undefined;
  return state === 'dead' ? deadReason(reason) : attemptReason(reason);
}

/** Whether a delivery has reached its final state: only a redelivery changes it. */
export function isFinished({ state }: Pick<DeliveryRow, 'state'>): boolean {
  return state === 'delivered' || state === 'dead';
}
