import type { KeyRange } from '../../ports.ts';

const SEQUENCE_DIGITS = 12;
/** The highest sequence that a key has room for. */
export const LAST_SEQUENCE = 10 ** SEQUENCE_DIGITS - 1;
const TIME_DIGITS = 15;
/** Later than any instant of a four-digit year, in milliseconds. */
const LAST_MOMENT = 253_402_300_799_999;

/** The first key that can follow another one. */
export const after = (key: string) => `${key}!`;

/** All keys that start with `prefix` and a point. */
export function under(prefix: string): KeyRange {
  return { from: `${prefix}.`, to: `${prefix}.~` };
}

/** The keys from `first` to `last`, both included. */
export function fromTo(first: string, last: string): KeyRange {
  return { from: first, to: after(last) };
}

/** A sequence whose keys sort in its order. */
export function ascending(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

/** A moment as text; later moments sort first. */
export function descendingTime(milliseconds: number): string {
  return String(LAST_MOMENT - milliseconds).padStart(TIME_DIGITS, '0');
}
