import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import { accepted, answered, type Receiver, unreachable } from '../engine/receivers.ts';

/** Accepts every notification after a delay in milliseconds. */
export function slow(takes: number): Receiver {
  return { answer: () => accepted, takes };
}

/** Fails the first attempts of each notification, then accepts. The failures repeat in turn. */
export function failing(times: number, ...failures: readonly SendResult[]): Receiver {
  const failureOf = (attempt: number) => failures[(attempt - 1) % failures.length] ?? unreachable;
  return { answer: (attempt) => (attempt <= times ? failureOf(attempt) : accepted) };
}

/** Fails the first POSTs of all notifications together, then accepts. */
export function down(posts: number, failure: SendResult): Receiver {
  return { answer: (_attempt, ofAll) => (ofAll <= posts ? failure : accepted) };
}

/** Always fails. */
export function always(failure: SendResult): Receiver {
  return { answer: () => failure };
}

/** 503. */
export const unavailable = answered(503);
/** 503, and no request for two hours. */
export const busy = answered(503, { retryAfter: String(2 * 60 * 60) });
/** The connection is reset. */
export const reset: SendResult = { kind: 'failed', reason: 'reset' };
/** 410: the subscription is gone. */
export const gone = answered(410);
/** 400: final after one attempt. */
export const refused = answered(400);
/** 401: final after three attempts. */
export const unauthorized = answered(401);
/** 400 of a flow that is turned off. */
export const dormant = answered(400, {
  errorCode: 'WorkflowTriggerIsNotEnabled',
  errorMessage: "Could not execute workflow 'w' trigger 'manual' with state 'Suspended': trigger is not enabled.",
});
