import { classify, type SendResult } from '../../domain/classify-answer.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { type Span, spanOf } from '../../domain/trace-context.ts';
import type { AttemptReport } from '../delivery/apply-attempt.ts';
import type { Secrets } from '../delivery/subscription-secrets.ts';
import type { Deps } from '../ports.ts';
import type { DeliveryRow } from '../store/rows.ts';

/** An attempt with its span in the trace of the firing. */
export interface TracedAttempt extends AttemptReport {
  readonly span: Span;
}

/**
 * One POST of a delivery to its subscription. If this process dies between the answer and its record, the delivery is sent
 * again under the same `webhook-id`: that is the only way in which a receiver sees it twice.
 */
export async function sendAttempt(deps: Deps, delivery: DeliveryRow, secrets: Secrets): Promise<TracedAttempt> {
  const sentAt = deps.clock.now();
  const at = instantFromMilliseconds(sentAt);
  const { notificationId, body } = delivery;
  const attempt = String(delivery.attemptCount + 1);
  const span = spanOf(delivery, notificationId, attempt, at);
  const result = await deps.sender.send({
    url: secrets.callbackUrl,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': `insight-triggers/${deps.settings.version}`,
      'webhook-id': notificationId,
      'webhook-timestamp': String(Math.floor(sentAt / 1000)),
      'webhook-signature': signaturesOf(deps, secrets, { id: notificationId, sentAt, body }),
      'webhook-attempt': attempt,
      traceparent: span.traceparent,
    },
    body,
  });
  return { span, at, durationMs: deps.clock.now() - sentAt, verdict: classify(result), ...answerOf(result) };
}

/** While a secret is being rotated, the one before signs too. */
function signaturesOf(
  { signer }: Pick<Deps, 'signer'>,
  { signingSecret, previous }: Secrets,
  message: Parameters<Deps['signer']['sign']>[1],
): string {
  const signsToo = previous !== undefined && previous.until > instantFromMilliseconds(message.sentAt);
  const secrets = [signingSecret, ...(signsToo ? [previous.signingSecret] : [])];
  return secrets.map((secret) => signer.sign(secret, message)).join(' ');
}

function answerOf(result: SendResult): Pick<AttemptReport, 'status' | 'workflowRunId'> {
  if (result.kind !== 'answered') return {};
  return { status: result.answer.status, workflowRunId: result.answer.workflowRunId };
}
