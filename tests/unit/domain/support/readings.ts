import type { Fault } from '../../../../shared/contract/phrase.ts';
import type { MetricSample, Reading, RefreshRun } from '../../../../shared/domain/events.ts';
import { type Instant, instantSchema } from '../../../../shared/domain/instant.ts';
import { type EventQueue, readMessage } from '../../../../shared/domain/read-message.ts';
import type { Fields } from '../../../support/event-builders.ts';

/** When the messages of these tests arrive. */
export const ARRIVED_AT = Date.parse('2026-11-20T06:00:00Z');

/** Reads a message that holds one item. The faults of an unreadable one are asked for. */
export function readOne(queue: EventQueue, message: unknown): Reading {
  const [reading, ...others] = readMessage(queue, message, ARRIVED_AT);
  if (!reading || others.length > 0) throw new Error(`expected one reading, got ${others.length + (reading ? 1 : 0)}`);
  return reading.kind === 'unreadable' ? { ...reading, faults: reading.faults } : reading;
}

/** Reads a message that holds one refresh run. */
export function readRun(message: unknown): RefreshRun {
  const reading = readOne('refresh-status', message);
  if (reading.kind === 'event' && reading.event.kind === 'refresh-run') return reading.event;
  throw new Error(`expected a run, got ${JSON.stringify(reading)}`);
}

/** Reads a message that holds one metric sample. */
export function readSample(queue: EventQueue, message: unknown): MetricSample {
  const reading = readOne(queue, message);
  if (reading.kind === 'event' && reading.event.kind === 'metric-sample') return reading.event;
  throw new Error(`expected a sample, got ${JSON.stringify(reading)}`);
}

/** Summarizes a reading: `event e-1`, `ignored: reason` or `unreadable: [2].name, [2].status`. */
export function inWords(reading: Reading): string {
  if (reading.kind === 'event') return `event ${reading.event.eventId}`;
  if (reading.kind === 'ignored') return `ignored: ${reading.reason}`;
  return `unreadable: ${targetsOf(reading.faults).join(', ')}`;
}

function targetsOf(faults: readonly Fault[]): string[] {
  return [...new Set(faults.map(({ target }) => target))].toSorted();
}

/** Summarizes every reading of a message. */
export function allInWords(queue: EventQueue, message: unknown): string[] {
  return readMessage(queue, message, ARRIVED_AT).map(inWords);
}

/** Reads a time. */
export function instant(text: string): Instant {
  return instantSchema.parse(text);
}

/** Summarizes what a record is read as: its process and status, the reason to ignore it, or its faults. */
export function outcome(record: object): string {
  const reading = readOne('refresh-status', record);
  if (reading.kind !== 'event') return allInWords('refresh-status', record).join();
  return reading.event.kind === 'refresh-run' ? `${reading.event.process} ${reading.event.status}` : 'sample';
}

/** The same fields as JSON carries them: without those that are `undefined`. */
export function asJson(fields: Fields): unknown {
  return JSON.parse(JSON.stringify(fields));
}
