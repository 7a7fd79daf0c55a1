import type { DeadLetterAnswer } from '../../contract/operator-answers.ts';
import { codePhrase } from '../../domain/code-phrase.ts';
import { environmentOfText } from '../../domain/environment-of-text.ts';
import { displayInstant } from '../../domain/instant.ts';
import { storedPhrase } from '../../domain/stored-phrase.ts';
import { attemptReason, deadReason } from '../delivery/delivery-reason.ts';
import { isTestGroup, occurrenceOf, sequenceOf } from '../store/keys.ts';
import type { Address } from '../store/read-rows.ts';
import { deadLetterId, firingId, testOccurrence } from '../store/resource-ids.ts';
import type { DeliveryDeadLetterRow, EventDeadLetterRow, SubscriptionRow } from '../store/rows.ts';

/** The dead letter of an event, as the API shows it. */
export function eventDeadLetter(address: Address, row: EventDeadLetterRow): DeadLetterAnswer {
  const { code, reason, phrase, receivedAt, queue, original } = row;
  return {
    id: deadLetterId(address),
    source: 'event',
    code,
    reason,
    reasonText: storedPhrase(phrase) ?? codePhrase('dead-letter', code),
    receivedAt: displayInstant(receivedAt),
    environmentId: environmentOfText(original),
    queue,
    original,
  };
}

/** The dead letter of a delivery, as the API shows it; its subscription may be gone. */
export function deliveryDeadLetter(
  address: Address,
  row: DeliveryDeadLetterRow,
  subscription: SubscriptionRow | undefined,
): DeadLetterAnswer {
  const { code, reason, receivedAt, notificationId, subscriptionId, lastAnswer } = row;
  return {
    id: deadLetterId(address),
    source: 'delivery',
    code,
    reason,
    reasonText: deadReason(code),
    receivedAt: displayInstant(receivedAt),
    environmentId: row.environmentId ?? subscription?.environmentId,
    triggerType: row.triggerType ?? subscription?.triggerType,
    label: subscription?.label,
    notificationId,
    subscriptionId,
    firingId: firingOf(address.partition, row.delivery),
    lastAnswer: lastAnswer && answerView(lastAnswer),
  };
}

function answerView({ at, durationMs, status, reason }: NonNullable<DeliveryDeadLetterRow['lastAnswer']>) {
  const reasonText = reason === undefined ? undefined : attemptReason(reason);
  return { at: displayInstant(at), durationMs, status, reason, reasonText };
}

function firingOf(partition: string, deliveryKey: string): string {
  const { topic, group } = occurrenceOf(deliveryKey);
  return firingId(partition, topic, isTestGroup(group) ? testOccurrence(group) : sequenceOf(group));
}
