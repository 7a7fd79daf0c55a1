import type { AcceptedAnswer } from '../../contract/answers.ts';
import { phrase } from '../../contract/phrase.ts';
import { ignoredPhrase } from '../../domain/code-phrase.ts';
import type { Reading } from '../../domain/events.ts';
import { parseJson } from '../../domain/json-text.ts';
import { type EventQueue, MAX_MESSAGE_BYTES, readMessage } from '../../domain/read-message.ts';
import { oneLine } from '../../domain/text.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { fitting } from '../store/page-budget.ts';
import { commonCode, summaryOf } from './keep-unreadable.ts';

/** The unreadable items whose faults an answer names one by one. A message has room for 24,000. */
const NAMED_ITEMS = 100;

/** The parts of the answer that name single events have at most this many bytes each. */
const MAX_BYTES = 200_000;

/**
 * Enqueues posted events as one message, if every one of them can be read. Events that start nothing are named with the reason,
 * and so are fields that mean nothing. When no event is left, nothing is enqueued.
 *
 * @throws RequestError 400 that names every fault of the first unreadable items, and how many there are; nothing is enqueued then
 */
export async function publishEvents(deps: Deps, queue: EventQueue, text: string): Promise<AcceptedAnswer> {
  const readings = readEventText(deps, queue, text);
  const unreadable = readings.filter((reading) => reading.kind === 'unreadable');
  if (unreadable.length > 0) {
    const details = unreadable.slice(0, NAMED_ITEMS).flatMap((reading) => reading.faults);
    const target = details[0]?.target || undefined;
    throw new RequestError(400, { code: commonCode(unreadable), message: summaryOf(unreadable), target, details });
  }
  const accepted = readings.filter(({ kind }) => kind === 'event').length;
  if (accepted > 0) await deps.events.publish(queue, text);
  return {
    accepted,
    ignored: fitting(readings.flatMap(ignoredItem), MAX_BYTES),
    unknownFields: fitting(readings.flatMap(unknownItems), MAX_BYTES),
  };
}

function ignoredItem(reading: Reading, index: number): AcceptedAnswer['ignored'] {
  if (reading.kind !== 'ignored') return [];
  const { reason, value } = reading;
  return [{ index, reason, message: ignoredPhrase(reason, value) }];
}

function unknownItems(reading: Reading, index: number): AcceptedAnswer['unknownFields'] {
  return reading.kind === 'event' ? (reading.unknown ?? []).map((field) => ({ index, field: oneLine(field) })) : [];
}

/**
 * Reads a posted text as one queue message that arrives now.
 *
 * @throws RequestError 413 or 400 for a text that cannot be a message
 */
export function readEventText({ clock }: Pick<Deps, 'clock'>, queue: EventQueue, text: string): Reading[] {
  const size = Buffer.byteLength(text);
  if (size > MAX_MESSAGE_BYTES)
    throw new RequestError(413, {
      code: 'too-large',
      message: phrase('error.event-too-large', { size: String(size) }),
    });
  return readMessage(queue, jsonOf(text), clock.now());
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new RequestError(400, { code: 'not-json', message: phrase('error.event-not-json') });
  }
}
