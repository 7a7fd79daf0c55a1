import { z } from 'zod';
import { triggerTypeSchema } from '../../contract/trigger-types.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import type { Deps, Write } from '../ports.ts';
import { deadLetterKey, deliveryKey } from '../store/keys.ts';
import type { DeliveryDeadLetterRow, DeliveryRow } from '../store/rows.ts';

/** The delivery given up without an attempt; `reason` is the code of its dead letter. */
export function giveUp(delivery: DeliveryRow, reason: string): DeliveryRow {
  return { ...delivery, state: 'dead', reason, leasedUntil: undefined, workKey: undefined };
}

export function withDeadLetterKey(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): DeliveryRow {
  if (delivery.state !== 'dead') return delivery;
  return { ...delivery, deadLetterKey: deadLetterKey(deps.clock.now(), delivery.notificationId) };
}

export function deadLetterWrites(deps: Pick<Deps, 'clock'>, delivery: DeliveryRow): Write[] {
  const { topic, group, suffix, notificationId, subscriptionId, reason: code = 'dead' } = delivery;
  if (delivery.state !== 'dead' || !delivery.deadLetterKey) return [];
  const data = {
    code,
    reason: deadReason(delivery),
    receivedAt: instantFromMilliseconds(deps.clock.now()),
    notificationId,
    subscriptionId,
    delivery: deliveryKey(topic, group, suffix),
    lastAnswer: lastAnswer(delivery),
    ...subjectOf(delivery),
  };
  return [{ kind: 'put', key: delivery.deadLetterKey, data }];
}

/** The environment and the trigger type, which stand in every body. */
const subjectSchema = z.object({ environmentId: z.string(), triggerType: triggerTypeSchema });

function subjectOf({ body }: DeliveryRow): Partial<z.infer<typeof subjectSchema>> {
  return subjectSchema.safeParse(JSON.parse(body)).data ?? {};
}

function lastAnswer({ attempts }: DeliveryRow): DeliveryDeadLetterRow['lastAnswer'] {
  const last = attempts.at(-1);
  return last && { at: last.at, durationMs: last.durationMs, status: last.status, reason: last.reason };
}

/** Why a delivery was given up, in words. */
export function deadReason({ reason = 'dead', attempts, attemptCount }: DeliveryRow): string {
  const words = REASONS[reason] ?? `the receiver's answer (${reason}) is final`;
  const last = reason === 'exhausted' ? attempts.at(-1)?.reason : undefined;
  return [words, ...(last ? [`the last attempt failed with ${last}`] : []), `attempts made: ${attemptCount}`].join(
    '; ',
  );
}

const REASONS: Readonly<Record<string, string>> = {
  gone: 'the flow or receiver is gone for good',
  dormant: 'the flow is turned off',
  disabled: 'the subscription is disabled',
  unsubscribed: 'the subscription was deleted before the delivery',
  exhausted: 'the retry schedule is exhausted',
  'address-not-allowed': 'the callback leads to an address that is not allowed',
};
