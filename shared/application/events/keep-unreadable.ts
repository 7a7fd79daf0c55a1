import type { Reading } from '../../domain/events.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { messageText } from '../../domain/message-text.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { chunks } from '../chunks.ts';
import type { Deps } from '../ports.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import { describeFaults } from '../validate.ts';

/** A message of an event queue. */
export interface Arrival {
  readonly queue: EventQueue;
  /** Parsed JSON, or the text when it is not JSON. */
  readonly message: unknown;
  /** Milliseconds since the Unix epoch; the same at every delivery of the message. */
  readonly insertedAt: number;
}

/** An item that can never be read, with its place in the message. */
export interface UnreadableItem {
  readonly reading: Extract<Reading, { kind: 'unreadable' }>;
  readonly index: number;
}

/** Rows of one transaction. Parts of one message are far below its limit of 4 MiB. */
const DEAD_LETTERS_PER_COMMIT = 100;

/** A reason may repeat a word of the event, and the event is in the same row, which holds 1 MiB. */
const MAX_REASON = 4_000;

/**
 * Makes dead letters of items that can never be read, and answers how many. Their keys are the same at every delivery of the
 * message. A message of 48 KiB has room for 24,000 items, so they are written one transaction after another.
 */
export async function keepUnreadable(
  deps: Deps,
  { queue, message, insertedAt }: Arrival,
  items: readonly UnreadableItem[],
): Promise<number> {
  if (items.length === 0) return 0;
  const nameOfMessage = fingerprint(queue, messageText(message));
  const receivedAt = instantFromMilliseconds(deps.clock.now());
  for (const piece of chunks(items, DEAD_LETTERS_PER_COMMIT)) {
    const deadLetters = piece.map(({ reading, index }) => ({
      kind: 'put' as const,
      key: deadLetterKey(insertedAt, fingerprint(nameOfMessage, String(index))),
      data: { receivedAt, queue, ...contentOf(reading) },
    }));
    await retryOnConflict(deps, () => deps.store.commit(EVENT_DEAD_LETTERS, deadLetters));
  }
  return items.length;
}

function contentOf({ code, faults, original }: UnreadableItem['reading']) {
  const { message } = describeFaults(faults);
  const reason = message.length > MAX_REASON ? `${message.slice(0, MAX_REASON - 1)}…` : message;
  return { code, reason, original: messageText(original) };
}
