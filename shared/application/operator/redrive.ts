import { type Phrase, phrase } from '../../contract/phrase.ts';
import { type EventQueue, MAX_MESSAGE_BYTES } from '../../domain/read-message.ts';
import { deliveryMessageSchema } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import { EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { deadLetterAddress, deadLetterNotFound, subscriptionAddress } from '../store/resource-ids.ts';
import { deliveryDeadLetterRow, eventDeadLetterRow, subscriptionRow } from '../store/rows.ts';
import { deleteDeadLetter } from './delete-dead-letter.ts';
import { redeliverAt } from './redeliver.ts';

/**
 * Redrives a dead letter: redelivers its delivery, or puts its original message back on its queue.
 *
 * @throws RequestError 404, or 409 when it cannot be redriven
 */
export async function redrive(deps: Deps, id: string): Promise<{ count: 1 }> {
  const address = deadLetterAddress(id);
  if (address.partition === EVENT_DEAD_LETTERS) await redriveMessage(deps, address, id);
  else await redriveDelivery(deps, address);
  return { count: 1 };
}

async function redriveDelivery(deps: Deps, address: Address): Promise<void> {
  const deadLetter = await readRow(deps.store, address, deliveryDeadLetterRow);
  if (!deadLetter) throw deadLetterNotFound();
  const { subscriptionId, delivery: key } = deadLetter.data;
  const subscription = await readRow(deps.store, subscriptionAddress(subscriptionId), subscriptionRow);
  const target = { partition: address.partition, key, deadLetterKey: address.key };
  await redeliverAt(deps, target, subscription?.data);
}

/** Deletes the dead letter last. After a crash in between it can be redriven again, and the second message is a duplicate. */
async function redriveMessage(deps: Deps, address: Address, id: string): Promise<void> {
  const deadLetter = await readRow(deps.store, address, eventDeadLetterRow);
  if (!deadLetter) throw deadLetterNotFound();
  await requeue(deps, deadLetter.data);
  await deleteDeadLetter(deps, id);
}

const EVENT_QUEUES: Readonly<Record<string, EventQueue>> = {
  'refresh-status': 'refresh-status',
  'metric-change': 'metric-change',
};

async function requeue(deps: Deps, { queue, original }: { queue: string; original: string }): Promise<void> {
  const eventQueue = EVENT_QUEUES[queue];
  if (!eventQueue) return deps.deliveries.enqueue(parseDeliveryMessage(original), 0);
  if (Buffer.byteLength(original) > MAX_MESSAGE_BYTES) throw notRedrivable(phrase('error.not-redrivable-size'));
  return deps.events.publish(eventQueue, original);
}

function parseDeliveryMessage(original: string): DeliveryMessage {
  try {
    return deliveryMessageSchema.parse(JSON.parse(original));
  } catch {
    throw notRedrivable(phrase('error.not-redrivable-deliveries'));
  }
}

function notRedrivable(message: Phrase): RequestError {
  return new RequestError(409, { code: 'not-redrivable', message });
}
