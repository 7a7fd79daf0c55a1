import type { RedrivenAnswer } from '../../contract/operator-answers.ts';
import { type Phrase, phrase } from '../../contract/phrase.ts';
import { originalText } from '../../domain/postponed-message.ts';
import { type EventQueue, MAX_MESSAGE_BYTES, readMessage } from '../../domain/read-message.ts';
import { deliveryMessageSchema } from '../delivery/delivery-message.ts';
import { RequestError } from '../errors.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import { EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { type Address, readRow } from '../store/read-rows.ts';
import {
  deadLetterAddress,
  deadLetterId,
  deadLetterNotFound,
  deliveryNotFound,
  subscriptionAddress,
} from '../store/resource-ids.ts';
import { deliveryDeadLetterRow, deliveryRow, eventDeadLetterRow, subscriptionRow } from '../store/rows.ts';
import { deleteDeadLetter } from './delete-dead-letter.ts';
import { isAnyLate } from './late-events.ts';
import { redeliverAt } from './redeliver.ts';
import { requireRedeliverable } from './redelivery-checks.ts';

/**
 * Redrives a dead letter: redelivers its delivery, or puts its original message back on its queue. Of an event, the answer tells
 * whether it comes too late to change what is stored.
 *
 * @throws RequestError 404, or 409 when it cannot be redriven
 */
export async function redrive(deps: Deps, id: string): Promise<RedrivenAnswer> {
  const address = deadLetterAddress(id);
  if (address.partition !== EVENT_DEAD_LETTERS) {
    await redriveDelivery(deps, address);
    return { count: 1 };
  }
  const original = await readDeadMessage(deps, address);
  // Before the message is on its queue: once it has applied, it would seem late.
  const late = await isLate(deps, original);
  await redriveMessage(deps, original, id);
  return { count: 1, ...(late !== undefined && { late }) };
}

/**
 * Does the same, for callers that do not tell what is late.
 *
 * @throws RequestError as `redrive` does
 */
export async function redriveAt(deps: Deps, address: Address): Promise<void> {
  if (address.partition !== EVENT_DEAD_LETTERS) return redriveDelivery(deps, address);
  await redriveMessage(deps, await readDeadMessage(deps, address), deadLetterId(address));
}

async function redriveDelivery(deps: Deps, address: Address): Promise<void> {
  const { key, subscription } = await readDeadDelivery(deps, address);
  const target = { partition: address.partition, key, deadLetterKey: address.key };
  await redeliverAt(deps, target, subscription?.data);
}

async function readDeadDelivery({ store }: Pick<Deps, 'store'>, address: Address) {
  const deadLetter = await readRow(store, address, deliveryDeadLetterRow);
  if (!deadLetter) throw deadLetterNotFound();
  const { subscriptionId, delivery: key } = deadLetter.data;
  return { key, subscription: await readRow(store, subscriptionAddress(subscriptionId), subscriptionRow) };
}

/**
 * Does what a redrive does before it changes anything.
 *
 * @throws RequestError as the redrive would
 */
export async function requireRedrivable(deps: Pick<Deps, 'store'>, address: Address): Promise<void> {
  if (address.partition === EVENT_DEAD_LETTERS) {
    return void (await readDeadMessage(deps, address));
  }
  const { key, subscription } = await readDeadDelivery(deps, address);
  const delivery = await readRow(deps.store, { partition: address.partition, key }, deliveryRow);
  if (!delivery) throw deliveryNotFound();
  requireRedeliverable(delivery.data, subscription?.data);
}

/** Deletes the dead letter last. After a crash in between it can be redriven again, and the second message is a duplicate. */
async function redriveMessage(deps: Deps, original: Original, id: string): Promise<void> {
  await requeue(deps, original);
  await deleteDeadLetter(deps, id);
}

async function readDeadMessage({ store }: Pick<Deps, 'store'>, address: Address): Promise<Original> {
  const deadLetter = await readRow(store, address, eventDeadLetterRow);
  if (!deadLetter) throw deadLetterNotFound();
  return readOriginal(deadLetter.data);
}

/** `undefined` for a message that is no event. One that cannot be read is not late. */
async function isLate(deps: Deps, original: Original): Promise<boolean | undefined> {
  if (original.queue === 'webhook-delivery') return undefined;
  const readings = readMessage(original.queue, originalText(original.text), deps.clock.now());
  return isAnyLate(
    deps,
    readings.flatMap((reading) => (reading.kind === 'event' ? [reading.event] : [])),
  );
}

const EVENT_QUEUES: Readonly<Record<string, EventQueue>> = {
  'refresh-status': 'refresh-status',
  'metric-change': 'metric-change',
};

/** A message of a queue of events, or of the delivery queue. */
type Original =
  | { readonly queue: EventQueue; readonly text: string }
  | { readonly queue: 'webhook-delivery'; readonly message: DeliveryMessage };

async function requeue(deps: Deps, original: Original): Promise<void> {
  if (original.queue === 'webhook-delivery') return deps.deliveries.enqueue(original.message, 0);
  return deps.events.publish(original.queue, original.text);
}

function readOriginal({ queue, original: text }: { queue: string; original: string }): Original {
  const eventQueue = EVENT_QUEUES[queue];
  if (!eventQueue) return { queue: 'webhook-delivery', message: parseDeliveryMessage(text) };
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) throw notRedrivable(phrase('error.not-redrivable-size'));
  return { queue: eventQueue, text };
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
