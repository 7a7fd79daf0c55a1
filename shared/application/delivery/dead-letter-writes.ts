import * as z from 'zod';
import { triggerTypeSchema } from '../../contract/trigger-types.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { inEnglish } from '../../domain/render-text.ts';
import type { Deps, Write } from '../ports.ts';
import { deadLetterKey, deliveryKey } from '../store/keys.ts';
import type { DeliveryDeadLetterRow, DeliveryRow } from '../store/rows.ts';
import { givenUpReason } from './delivery-reason.ts';

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
    reason: inEnglish(givenUpReason(delivery)),
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
