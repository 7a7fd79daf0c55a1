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
  const sentAt = deps.clock.now();
  const at = instantFromMilliseconds(sentAt);
  const secrets = openSecrets(deps, subscription.data);
  if (!secrets) return { at, durationMs: 0, verdict: { kind: 'retry', reason: 'secret-unreadable' } };
  const { notificationId, body } = delivery;
  const result = await deps.sender.send({
    url: secrets.callbackUrl,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': `insight-triggers/${deps.settings.version}`,
      'webhook-id': notificationId,
      'webhook-timestamp': String(Math.floor(sentAt / 1000)),
      'webhook-signature': deps.signer.sign(secrets.signingSecret, { id: notificationId, sentAt, body }),
      'webhook-attempt': String(delivery.attemptCount + 1),
    },
    body,
  });
  return { at, durationMs: deps.clock.now() - sentAt, verdict: classify(result), ...answerOf(result) };
}

/** `undefined` when they were sealed with a key that is not there any more; it may come back. */
function openSecrets({ cipher }: Deps, { id, sealedCallbackUrl, sealedSecret }: SubscriptionRow) {
  try {
    return {
      callbackUrl: cipher.open(sealedCallbackUrl, secretContext(id, 'callback')),
      signingSecret: cipher.open(sealedSecret, secretContext(id, 'signing')),
    };
  } catch {
    return undefined;
  }
}

function answerOf(result: SendResult): Pick<AttemptReport, 'status' | 'workflowRunId'> {
  if (result.kind !== 'answered') return {};
  return { status: result.answer.status, workflowRunId: result.answer.workflowRunId };
}
