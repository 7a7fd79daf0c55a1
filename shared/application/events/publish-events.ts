import type { Reading } from '../../domain/events.ts';
import { EMPTY_LIST, type EventQueue, MAX_MESSAGE_BYTES, readMessage } from '../../domain/read-message.ts';
import { RequestError } from '../errors.ts';
import type { Deps } from '../ports.ts';
import { describeFaults } from '../validate.ts';

/**
 * Enqueues posted events as one message, if every one of them can be read.
 *
 * @throws RequestError 400 that names every fault; nothing is enqueued then
 */
export async function publishEvents(deps: Deps, queue: EventQueue, text: string): Promise<{ accepted: number }> {
  const readings = readEventText(queue, text);
  const faults = readings.flatMap((reading) => (reading.kind === 'unreadable' ? reading.faults : []));
  if (faults.length > 0) throw new RequestError(400, { code: 'invalid-event', ...describeFaults(faults) });
  const accepted = readings.filter((reading) => reading.kind !== 'ignored' || reading.reason !== EMPTY_LIST).length;
  if (accepted > 0) await deps.events.publish(queue, text);
  return { accepted };
}

/**
 * Reads a posted text as one queue message.
 *
 * @throws RequestError 413 or 400 for a text that cannot be a message
 */
export function readEventText(queue: EventQueue, text: string): Reading[] {
  const size = Buffer.byteLength(text);
  if (size > MAX_MESSAGE_BYTES)
    throw new RequestError(413, { code: 'too-large', message: `${size} bytes; expected at most 48 KiB` });
  return readMessage(queue, parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new RequestError(400, {
      code: 'not-json',
      message: `the body is no JSON (${detail}); expected an event as a JSON object`,
    });
  }
}
