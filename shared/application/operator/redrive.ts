import { type EventQueue, MAX_MESSAGE_BYTES } from '../../domain/read-message.ts';
import { deliveryMessageSchema } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import { EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import { deadLetterAddress, deadLetterNotFound, subscriptionAddress } from '../store/resource-ids.ts';
import { deliveryDeadLetterRow, eventDeadLetterRow, subscriptionRow } from '../store/rows.ts';
import { deleteDeadLetter } from './dead-letters.ts';
import { redeliverAt } from './redeliver.ts';

/** Gives what was given up another chance: a delivery its schedule, the original of an event its queue. */
export async function redrive(deps: Deps, id: string): Promise<{ count: 1 }> {
  const address = deadLetterAddress(id);
  if (address.partition === EVENT_DEAD_LETTERS) await redriveOriginal(deps, address, id);
  else await redriveDelivery(deps, address);
  return { count: 1 };
}

async function redriveDelivery(deps: Deps, address: Address): Promise<void> {
  const letter = await readRow(deps.store, address, deliveryDeadLetterRow);
  if (!letter) throw deadLetterNotFound();
  const { partition, key: letterKey } = address;
  const subscription = await readRow(deps.store, subscriptionAddress(letter.data.subscriptionId), subscriptionRow);
  await redeliverAt(deps, { partition, key: letter.data.delivery, letterKey }, subscription?.data);
}

/** The letter leaves last: after a crash in between it is there to be redriven again, and a second event is a duplicate. */
async function redriveOriginal(deps: Deps, address: Address, id: string): Promise<void> {
  const letter = await readRow(deps.store, address, eventDeadLetterRow);
  if (!letter) throw deadLetterNotFound();
  await putBack(deps, letter.data);
  await deleteDeadLetter(deps, id);
}

const QUEUES: Readonly<Record<string, EventQueue>> = {
  'refresh-status': 'refresh-status',
  'metric-change': 'metric-change',
};

async function putBack(deps: Deps, { queue, original }: { queue: string; original: string }): Promise<void> {
  const eventQueue = QUEUES[queue];
  if (!eventQueue) return deps.deliveries.enqueue(readBatch(original), 0);
  if (Buffer.byteLength(original) > MAX_MESSAGE_BYTES) throw notRedrivable('it is over 48 KiB, which no queue takes');
  return deps.events.publish(eventQueue, original);
}

function readBatch(original: string): DeliveryMessage {
  try {
    return deliveryMessageSchema.parse(JSON.parse(original));
  } catch {
    throw notRedrivable('it names no deliveries; those that are due are found by the sweeper anyway');
  }
}

function notRedrivable(why: string): RequestError {
  const message = `the original cannot go back to its queue: ${why}; delete the dead letter instead`;
  return new RequestError(409, { code: 'not-redrivable', message });
}
