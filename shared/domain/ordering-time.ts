import { phrase } from '../contract/phrase.ts';
import type { FormReading } from './form-reading.ts';
import { displayInstant, type Instant, instantFromMilliseconds, isNeverSet } from './instant.ts';
import type { JsonFields } from './tolerant-reading.ts';

/** The fields with the arrival of the event in place of a time that was never set. */
export function withOrderingTime(fields: JsonFields, field: string, arrivedAt: number): JsonFields {
  return isNeverSet(fields[field]) ? { ...fields, [field]: instantFromMilliseconds(arrivedAt) } : fields;
}

const DAY_MS = 24 * 60 * 60_000;

/** A time that orders an event, and the field that told it. */
interface OrderingTime {
  readonly field: string;
  readonly time: Instant;
  /** Milliseconds since the Unix epoch. */
  readonly arrivedAt: number;
}

/** An earlier version has stored such times. */
const REMEDY = 'DELETE /api/environments/{id}/segments/{name}';

/** Refuses an event that is ordered by a time of the future: everything after it would count as late. */
export function refuseFuture({ field, time, arrivedAt }: OrderingTime): FormReading | undefined {
  if (time <= instantFromMilliseconds(arrivedAt + DAY_MS)) return undefined;
  const arrived = displayInstant(instantFromMilliseconds(arrivedAt));
  const message = phrase('fault.in-the-future', { time: displayInstant(time), arrived, remedy: REMEDY });
  return { kind: 'invalid', code: 'in-the-future', faults: () => [{ target: field, message }] };
}
