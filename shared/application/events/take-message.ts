import { messageText } from '../../domain/message-text.ts';
import { originalOf, postponedText } from '../../domain/postponed-message.ts';
import { MAX_MESSAGE_BYTES } from '../../domain/read-message.ts';
import { isTransient } from '../errors.ts';
import type { Deps } from '../ports.ts';
import type { Arrival } from './keep-unreadable.ts';
import { receiveMessage } from './receive-message.ts';
import type { Tally } from './tally.ts';

/** `postponed`: the storage is unavailable, and a copy of the message is on the queue, visible after `delay` milliseconds. */
export type Taken =
  | { readonly kind: 'handled'; readonly tally: Tally }
  | { readonly kind: 'postponed'; readonly delay: number; readonly fault: unknown };

/**
 * Copies become visible at multiples of this time, in milliseconds. So messages that were postponed at different moments come
 * back together, in the order of the queue, rather than one overtaking another by the chance of its own wait.
 */
const RETRY_EVERY_MS = 30_000;

/**
 * Handles one message of an event queue. The host gives a message up after ten deliveries, whatever the reason, so a message
 * that meets a transient fault must not be delivered again: a copy, whose deliveries are not counted yet, takes its place. A
 * worker that dies in between leaves both; the second one is a duplicate.
 *
 * @throws every other fault, which uses up one of the ten deliveries, and a transient one when the copy cannot be made either
 */
export async function takeMessage(deps: Deps, arrival: Arrival): Promise<Taken> {
  const original = originalOf(arrival);
  try {
    return { kind: 'handled', tally: await receiveMessage(deps, original) };
  } catch (fault) {
    if (!isTransient(fault)) throw fault;
    const delay = RETRY_EVERY_MS - (deps.clock.now() % RETRY_EVERY_MS);
    await deps.events.publish(original.queue, copyOf(original), delay);
    return { kind: 'postponed', delay, fault };
  }
}

/** A message that leaves no room for the time of its arrival is copied without it. */
function copyOf(original: Arrival): string {
  const text = postponedText(original);
  return Buffer.byteLength(text) <= MAX_MESSAGE_BYTES ? text : messageText(original.message);
}
