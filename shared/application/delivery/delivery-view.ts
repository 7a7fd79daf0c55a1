import type { AttemptAnswer, DeliveryAnswer } from '../../contract/operator-answers.ts';
import type { Phrase } from '../../contract/phrase.ts';
import { type FlowPlace, runUrl } from '../../domain/flow-links.ts';
import { displayInstant } from '../../domain/instant.ts';
import type { Attempt, DeliveryRow } from '../store/rows.ts';
import { attemptReason, deadReason } from './delivery-reason.ts';
import { type FlowSettings, flowPlace } from './flow-view.ts';

/** The delivery as the API shows it: neither its body nor its callback URL. */
export function deliveryView(settings: FlowSettings, delivery: DeliveryRow): DeliveryAnswer {
  const { flow, notificationId, firingId, subscriptionId, state, reason, attemptCount, createdAt, dueAt, attempts } =
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
    attempts: attempts.map((attempt) => attemptView(attempt, flow && flowPlace(settings, flow))),
  };
}

function attemptView({ at, reason, workflowRunId, ...answer }: Attempt, flow: FlowPlace | undefined): AttemptAnswer {
  const reasonText = reason === undefined ? undefined : attemptReason(reason);
  const workflowRunUrl = flow && workflowRunId ? runUrl(flow, workflowRunId) : undefined;
  return { at: displayInstant(at), ...answer, reason, reasonText, workflowRunId, workflowRunUrl };
}

function reasonText({ state, reason }: DeliveryRow): Phrase | undefined {
  if (reason === undefined) return undefined;
  return state === 'dead' ? deadReason(reason) : attemptReason(reason);
}

/** Whether a delivery has reached its final state: only a redelivery changes it. */
export function isFinished({ state }: Pick<DeliveryRow, 'state'>): boolean {
  return state === 'delivered' || state === 'dead';
}
