import { displayInstant } from '../../domain/instant.ts';
import type { Attempt, DeliveryRow } from '../store/rows.ts';

/** Whether nothing more will happen to a delivery by itself. */
export function isOver({ state }: Pick<DeliveryRow, 'state'>): boolean {
  return state === 'delivered' || state === 'dead';
}

/** What the API shows of a delivery: neither its body nor where it goes. */
export function showDelivery(delivery: DeliveryRow) {
  const { notificationId, firingId, subscriptionId, state, attemptCount, dueAt, attempts } = delivery;
  const isDue = state === 'pending' || state === 'retrying';
  return {
    notificationId,
    firingId,
    subscriptionId,
    state,
    attemptCount,
    nextAttemptAt: isDue ? displayInstant(dueAt) : undefined,
    attempts: attempts.map(showAttempt),
  };
}

export type DeliveryView = ReturnType<typeof showDelivery>;

function showAttempt({ at, durationMs, status, outcome, reason, workflowRunId }: Attempt) {
  return { at: displayInstant(at), durationMs, status, outcome, reason, workflowRunId };
}
