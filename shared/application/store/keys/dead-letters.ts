import type { KeyRange } from '../../ports.ts';
import { descendingTime, under } from './ranges.ts';

export const deadLetterKey = (milliseconds: number, name: string) => `x.${descendingTime(milliseconds)}.${name}`;
export const allDeadLetters = under('x');

/** Whether a key is that of a dead letter. */
export const isDeadLetterKey = (key: string) => key.startsWith('x.');

/** The dead letters since a moment. */
export function deadLettersSince(milliseconds: number): KeyRange {
  return { ...allDeadLetters, to: `x.${descendingTime(milliseconds)}.~` };
}

/** The dead letters of a moment and of all before it. */
export function deadLettersUntil(milliseconds: number): KeyRange {
  return { ...allDeadLetters, from: `x.${descendingTime(milliseconds)}` };
}
