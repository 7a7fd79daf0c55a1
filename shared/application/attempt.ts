import { classify, type SendResult, type Verdict } from '../domain/classify-answer.ts';
import { type Instant, instantFromMilliseconds } from '../domain/instant.ts';
import type { Deps } from './ports.ts';
import type { DeliveryRow, Stored, SubscriptionRow } from './rows.ts';

/** What the secrets of a subscription are sealed for: they open for no other. */
export const secretContext = (id: string, part: 'callback' | 'signing') => `${part}|${id}`;

export interface AttemptReport {
  readonly at: Instant;
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly status?: number | undefined;
  readonly workflowRunId?: string | undefined;
}

/**
 * One POST of a delivery to its subscription. If this process dies between the answer and the record of it, the delivery is
 * sent again under the same `webhook-id`: the only way in which a receiver can see it twice.
 */
export async function attempt(
  deps: Deps,
  delivery: DeliveryRow,
  subscription: Stored<SubscriptionRow>,
): Promise<AttemptReport> {
  const { id, sealedCallbackUrl, sealedSecret } = subscription.data;
  const sentAt = deps.clock.now();
  const { notificationId, body } = delivery;
  const secret = deps.cipher.open(sealedSecret, secretContext(id, 'signing'));
  const result = await deps.sender.send({
    url: deps.cipher.open(sealedCallbackUrl, secretContext(id, 'callback')),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': `insight-triggers/${deps.settings.version}`,
      'webhook-id': notificationId,
      'webhook-timestamp': String(Math.floor(sentAt / 1000)),
      'webhook-signature': deps.signer.sign(secret, { id: notificationId, sentAt, body }),
      'webhook-attempt': String(delivery.attemptCount + 1),
    },
    body,
  });
  return {
    at: instantFromMilliseconds(sentAt),
    durationMs: deps.clock.now() - sentAt,
    verdict: classify(result),
    ...answerOf(result),
  };
}

function answerOf(result: SendResult): Pick<AttemptReport, 'status' | 'workflowRunId'> {
  if (result.kind !== 'answered') return {};
  return { status: result.answer.status, workflowRunId: result.answer.workflowRunId };
}
