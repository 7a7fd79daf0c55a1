import type { Reading } from '../../domain/events.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { type EventQueue, messageText } from '../../domain/read-message.ts';
import { chunks } from '../chunks.ts';
import type { Deps } from '../ports.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';

import type { DeliveryRow } from '../store/rows.ts';
import { describeFaults } from '../validate.ts';

export interface Arrival {
  readonly queue: EventQueue;
  /** JSON as it was parsed, or the text that is no JSON. */
  readonly message: unknown;
  /** Milliseconds since the Unix epoch; the same at every delivery of the message. */
  readonly insertedAt: number;
}

/** How many events of a message ended how; `ignored` by reason. */
export interface Tally {
  fires: number;
  applied: number;
  duplicate: number;
  late: number;
  deadLettered: number;
  /** How the first attempts that were made here ended. */
  readonly attempted: DeliveryRow[];
  ignored: Record<string, number>;
}

type Unreadable = Extract<Reading, { kind: 'unreadable' }>;

/** At most so many rows change in one transaction; of parts of one message they are far below its 4 MiB. */
const LETTERS_PER_COMMIT = 100;

/** A reason may repeat a word of the event, and the event is in the same row, which holds 1 MiB. */
const MAX_REASON = 4_000;

/**
 * Keeps what can never be read, with the reason in words. The keys are the same at every delivery of the message. A message of
 * 48 KiB has room for 24,000 such items, so what they share is made once, and their rows go one transaction after another.
 */
export async function keepUnreadable(
  deps: Deps,
  { queue, message, insertedAt }: Arrival,
  { readings, tally }: { readonly readings: readonly Reading[]; readonly tally: Tally },
): Promise<void> {
  const unreadable = readings.flatMap((reading, index) => (reading.kind === 'unreadable' ? [{ reading, index }] : []));
  if (unreadable.length === 0) return;
  const ofMessage = fingerprint(queue, messageText(message));
  const receivedAt = instantFromMilliseconds(deps.clock.now());
  for (const slice of chunks(unreadable, LETTERS_PER_COMMIT)) {
    const letters = slice.map(({ reading, index }) => ({
      kind: 'put' as const,
      key: deadLetterKey(insertedAt, fingerprint(ofMessage, String(index))),
      data: { receivedAt, queue, ...letterOf(reading) },
    }));
    await retryOnConflict(deps, () => deps.store.commit(EVENT_DEAD_LETTERS, letters));
    tally.deadLettered += letters.length;
  }
}

function letterOf({ code, faults, original }: Unreadable): { code: string; reason: string; original: string } {
  const { message } = describeFaults(faults);
  const reason = message.length > MAX_REASON ? `${message.slice(0, MAX_REASON - 1)}…` : message;
  return { code, reason, original: messageText(original) };
}
