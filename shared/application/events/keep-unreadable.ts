import { type Phrase, phrase } from '../../contract/phrase.ts';
import type { Reading } from '../../domain/events.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import { instantFromMilliseconds } from '../../domain/instant.ts';
import { messageText } from '../../domain/message-text.ts';
import type { EventQueue } from '../../domain/read-message.ts';
import { faultsPhrase, inEnglish } from '../../domain/render-text.ts';
import { storable } from '../../domain/stored-phrase.ts';
import { cutText } from '../../domain/text.ts';
import type { Deps } from '../ports.ts';
import { deadLetterKey, EVENT_DEAD_LETTERS } from '../store/keys.ts';
import { deadLetterId } from '../store/resource-ids.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';

/** A message of an event queue. */
export interface Arrival {
  readonly queue: EventQueue;
  /** Parsed JSON, or the text when it is not JSON. */
  readonly message: unknown;
  /** Milliseconds since the Unix epoch; the same at every delivery of the message. */
  readonly insertedAt: number;
}

/** An item that can never be read. */
export type Unreadable = Extract<Reading, { kind: 'unreadable' }>;

/** An item that can never be read, with its place in the message. */
export interface UnreadableItem {
  readonly reading: Unreadable;
  readonly index: number;
}

/** More unreadable items of one message share a dead letter. A hundred fit into one transaction, whose limit is 4 MiB. */
const MAX_DEAD_LETTERS = 100;

/** The items that the reason of a shared dead letter names. */
const NAMED_ITEMS = 20;

/** A reason may repeat a word of the event, and the event is in the same row, which holds 1 MiB. */
const MAX_REASON = 4_000;

/**
 * Makes dead letters of items that can never be read, and answers how many items they are. Their keys are the same at every
 * delivery of the message. A message of 48 KiB has room for 24,000 items; it makes a bounded number of rows all the same.
 */
export async function keepUnreadable(deps: Deps, arrival: Arrival, items: readonly UnreadableItem[]): Promise<number> {
  if (items.length === 0) return 0;
  const { queue, message, insertedAt } = arrival;
  const text = messageText(message);
  const nameOfMessage = fingerprint(queue, text);
  const receivedAt = instantFromMilliseconds(deps.clock.now());
  const contents =
    items.length > MAX_DEAD_LETTERS
      ? [{ name: 'all', items: items.length, content: sharedContent(items, text), path: undefined }]
      : items.map(({ reading, index }) => ({
          name: String(index),
          items: 1,
          content: contentOf(reading),
          path: reading.faults[0]?.target || undefined,
        }));
  const deadLetters = contents.map(({ name, content }) => ({
    kind: 'put' as const,
    key: deadLetterKey(insertedAt, fingerprint(nameOfMessage, name)),
    data: { receivedAt, queue, ...content },
  }));
  await retryOnConflict(deps, () => deps.store.commit(EVENT_DEAD_LETTERS, deadLetters));
  contents.forEach(({ content: { code }, path, items }, index) => {
    const id = deadLetterId({ partition: EVENT_DEAD_LETTERS, key: deadLetters[index]?.key ?? '' });
    deps.report({ name: 'DeadLetter', deadLetterId: id, source: 'event', code, queue, path, items });
  });
  return items.length;
}

function contentOf({ code, faults, original }: Unreadable) {
  return { code, ...reasonOf(faultsPhrase(faults)), original: messageText(original) };
}

/** The original is the whole message: what could be read of it is a duplicate when it is redriven. */
function sharedContent(items: readonly UnreadableItem[], original: string) {
  const unreadable = items.map(({ reading }) => reading);
  return { code: commonCode(unreadable), ...reasonOf(summaryOf(unreadable)), original };
}

/** What is wrong with items that cannot be read: of many, the first are named. */
export function summaryOf(items: readonly Unreadable[]): Phrase {
  const faults = items.slice(0, NAMED_ITEMS).flatMap((item) => item.faults);
  if (items.length <= NAMED_ITEMS) return faultsPhrase(faults);
  return phrase('dead-letter.shared', { total: String(items.length), named: NAMED_ITEMS, faults });
}

/** The reason in English, and as it is said in another language. */
function reasonOf(said: Phrase) {
  return { reason: cutText(inEnglish(said), MAX_REASON), phrase: storable(said) };
}

/** The code of several readings: their own when they share it. */
export function commonCode([first, ...others]: readonly Unreadable[]): string {
  return first && others.every(({ code }) => code === first.code) ? first.code : 'invalid-event';
}
