import { type Fault, type Phrase, phrase } from '../contract/phrase.ts';
import { contentOf } from './envelope.ts';
import type { Reading } from './events.ts';
import type { FormReading } from './form-reading.ts';
import { fromJsonText } from './json-text.ts';
import { messageText } from './message-text.ts';
import { readNativeMetricEvent } from './native-metric-event.ts';
import { readNativeRefreshEvent } from './native-refresh-event.ts';
import { isJsonObject, type JsonFields } from './tolerant-reading.ts';
import { readTraceparent } from './trace-context.ts';
import { readWorkflowEvent } from './workflow-event.ts';
import { isWorkflowRecord } from './workflow-rules.ts';

/** The queues that events arrive on. */
export type EventQueue = 'refresh-status' | 'metric-change';

/** The largest message in bytes. As base64 it is 64 KiB, the limit of a storage queue. */
export const MAX_MESSAGE_BYTES = 48 * 1024;

/** The reason for ignoring a list without events. */
const EMPTY_LIST = 'empty-list';

/** The deepest nesting of lists and envelopes that is read. */
const MAX_DEPTH = 8;

interface Source {
  readonly queue: EventQueue;
  readonly arrivedAt: number;
}

type Invalid = Extract<FormReading, { kind: 'invalid' }>;

interface Place {
  readonly path: string;
  readonly depth: number;
  /** Of the innermost envelope that has one. */
  readonly traceparent?: string | undefined;
}

/**
 * Reads a queue message: parsed JSON, or text that is not JSON. It holds one event, an array, `{"records": [...]}`, a CloudEvents
 * 1.0 or an Event Grid envelope, or any nesting of them. Every item has its own reading, so a bad item does not hide its
 * neighbours. `arrivedAt` is when the message came, in milliseconds since the Unix epoch.
 */
export function readMessage(queue: EventQueue, message: unknown, arrivedAt: number): Reading[] {
  const text = messageText(message);
  if (new TextEncoder().encode(text).length > MAX_MESSAGE_BYTES)
    return [unreadable(message, 'too-large', '', TOO_LARGE)];
  const value = fromJsonText(message);
  if (typeof value === 'string') return [unreadable(message, 'not-json', '', whyNotJson(value))];
  return readItem({ queue, arrivedAt }, value, { path: '', depth: 0 });
}

function whyNotJson(text: string): Phrase {
  return phrase(text.includes('\0') ? 'fault.not-json-utf-16' : 'fault.not-json');
}

const TOO_LARGE = phrase('fault.too-large', { size: String(MAX_MESSAGE_BYTES) });

function readItem(source: Source, item: unknown, place: Place): Reading[] {
  if (place.depth > MAX_DEPTH) return [unreadable(item, 'not-an-event', place.path, phrase('fault.nested-too-deeply'))];
  if (Array.isArray(item)) return readList(source, item, place);
  if (!isJsonObject(item)) return [unreadable(item, 'not-an-event', place.path, phrase('fault.not-an-event'))];
  const traceparent = readTraceparent(item.traceparent) ?? place.traceparent;
  const content = contentOf(item);
  if (!content) return [readEvent(source, item, { ...place, traceparent })];
  const { field, value } = content;
  // A list counts as one level with the object that holds it.
  const depth = field === 'records' ? place.depth : place.depth + 1;
  return readItem(source, value, { path: join(place.path, field), depth, traceparent });
}

function readList(source: Source, items: readonly unknown[], { path, depth, traceparent }: Place): Reading[] {
  if (items.length === 0) return [{ kind: 'ignored', reason: EMPTY_LIST }];
  return items.flatMap((item, index) =>
    readItem(source, item, { path: `${path}[${index}]`, depth: depth + 1, traceparent }),
  );
}

function readEvent(source: Source, item: JsonFields, { path, traceparent }: Place): Reading {
  const reading = readByForm(source, item);
  if (reading.kind === 'event' && traceparent) return { ...reading, event: { ...reading.event, traceparent } };
  if (reading.kind !== 'invalid') return reading;
  return new InvalidItem(item, reading, path);
}

/** An item that no form of an event can be read from. */
class InvalidItem {
  readonly kind = 'unreadable';
  readonly code: string;
  readonly original: unknown;
  readonly #reading: Invalid;
  readonly #path: string;

  constructor(original: unknown, reading: Invalid, path: string) {
    this.code = reading.code;
    this.original = original;
    this.#reading = reading;
    this.#path = path;
  }

  get faults(): readonly Fault[] {
    return this.#reading.faults().map(({ target, message }) => ({ target: join(this.#path, target), message }));
  }
}

function readByForm({ queue, arrivedAt }: Source, item: JsonFields): FormReading {
  if (queue === 'metric-change') return readNativeMetricEvent(item, arrivedAt);
  return isWorkflowRecord(item) ? readWorkflowEvent(item, arrivedAt) : readNativeRefreshEvent(item, arrivedAt);
}

function join(path: string, field: string): string {
  return path && field ? `${path}.${field}` : path || field;
}

function unreadable(original: unknown, code: string, target: string, message: Phrase): Reading {
  return { kind: 'unreadable', code, faults: [{ target, message }], original };
}
