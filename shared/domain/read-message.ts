import type { Fault, Reading } from './events.ts';
import type { FormReading } from './form-reading.ts';
import { fromJsonText } from './json-text.ts';
import { messageText } from './message-text.ts';
import { readNativeMetricEvent } from './native-metric-event.ts';
import { readNativeRefreshEvent } from './native-refresh-event.ts';
import { isWorkflowRecord, readWorkflowEvent } from './workflow-event.ts';

/** The queues that events arrive on. */
export type EventQueue = 'refresh-status' | 'metric-change';

/** The largest message in bytes. As base64 it is 64 KiB, the limit of a storage queue. */
export const MAX_MESSAGE_BYTES = 48 * 1024;

/** The reason for ignoring a list without events. */
export const EMPTY_LIST = 'empty-list';

/** The deepest nesting of lists and envelopes that is read. */
const MAX_DEPTH = 8;

interface Place {
  readonly path: string;
  readonly depth: number;
}

/**
 * Reads a queue message: parsed JSON, or text that is not JSON. It holds one event, an array, `{"records": [...]}`, a CloudEvents
 * 1.0 or an Event Grid envelope, or any nesting of them. Every item has its own reading, so a bad item does not hide its
 * neighbours.
 */
export function readMessage(queue: EventQueue, message: unknown): Reading[] {
  const text = messageText(message);
  if (new TextEncoder().encode(text).length > MAX_MESSAGE_BYTES)
    return [unreadable(message, 'too-large', '', TOO_LARGE)];
  if (typeof message === 'string')
    return [unreadable(message, 'not-json', '', 'not JSON; expected an event as a JSON object')];
  return readItem(queue, message, { path: '', depth: 0 });
}

const TOO_LARGE = `more than ${MAX_MESSAGE_BYTES} bytes; expected at most 48 KiB a message`;

function readItem(queue: EventQueue, item: unknown, place: Place): Reading[] {
  if (place.depth > MAX_DEPTH) return [unreadable(item, 'not-an-event', place.path, 'nested too deeply')];
  if (Array.isArray(item)) return readList(queue, item, place);
  if (typeof item !== 'object' || item === null) {
    return [unreadable(item, 'not-an-event', place.path, 'expected an event as a JSON object')];
  }
  if ('records' in item && Array.isArray(item.records)) {
    return readList(queue, item.records, { path: join(place.path, 'records'), depth: place.depth });
  }
  if (isEnvelope(item))
    return readItem(queue, fromJsonText(item.data), { path: join(place.path, 'data'), depth: place.depth + 1 });
  return [readEvent(queue, item, place.path)];
}

function readList(queue: EventQueue, items: readonly unknown[], { path, depth }: Place): Reading[] {
  if (items.length === 0) return [{ kind: 'ignored', reason: EMPTY_LIST }];
  return items.flatMap((item, index) => readItem(queue, item, { path: `${path}[${index}]`, depth: depth + 1 }));
}

function readEvent(queue: EventQueue, item: object, path: string): Reading {
  const reading = readByForm(queue, item);
  if (reading.kind !== 'invalid') return reading;
  const faults = reading.faults.map(({ target, message }) => ({ target: join(path, target), message }));
  return { kind: 'unreadable', code: 'invalid-event', faults, original: item };
}

function readByForm(queue: EventQueue, item: object): FormReading {
  if (queue === 'metric-change') return readNativeMetricEvent(item);
  return isWorkflowRecord(item) ? readWorkflowEvent(item) : readNativeRefreshEvent(item);
}

/** CloudEvents always has a `specversion`; Event Grid always has an `eventType` and a `subject`. */
function isEnvelope(item: object): item is { data: unknown } {
  return 'data' in item && ('specversion' in item || ('eventType' in item && 'subject' in item));
}

function join(path: string, field: string): string {
  return path && field ? `${path}.${field}` : path || field;
}

function unreadable(original: unknown, code: string, target: string, message: string): Reading {
  const fault: Fault = { target, message };
  return { kind: 'unreadable', code, faults: [fault], original };
}
