import type { Phrase } from '../../contract/phrase.ts';
import { displayInstant } from '../../domain/instant.ts';
import type { Attempt, DeliveryRow } from '../store/rows.ts';
import { attemptReason, deadReason } from './delivery-reason.ts';

/** What the log says of a delivery: ids and reasons, never its body. */
export type DeliverySummary = Pick<
  DeliveryRow,
  'state' | 'reason' | 'notificationId' | 'subscriptionId' | 'attemptCount'
>;

/** What the API shows of a delivery: neither its body nor its callback URL. */
export type DeliveryView = ReturnType<typeof deliveryView>;

/** The delivery as the API shows it. */
export function deliveryView(delivery: DeliveryRow) {
  const { notificationId, firingId, subscriptionId, state, reason, attemptCount, dueAt, attempts } = delivery;
  const isDue = state === 'pending' || state === 'retrying';
  return {
    notificationId,
    firingId,
    subscriptionId,
    state,
    reason,
    reasonText: reasonText(delivery),
    attemptCount,
    nextAttemptAt: isDue ? displayInstant(dueAt) : undefined,
    attempts: attempts.map(attemptView),
  };
}

function attemptView({ at, durationMs, status, outcome, reason, workflowRunId }: Attempt) {
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
