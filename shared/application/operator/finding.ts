import { type Phrase, phrase } from '../../contract/phrase.ts';
import type { FiringRow } from '../store/rows.ts';

/**
 * What became of an event. `fired`: it made a firing. `passed`: it fired nothing, since it crossed no threshold or came too
 * late. `not-seen`: no such event has been handled, or it was too long ago.
 */
export type EventOutcome = 'fired' | 'passed' | 'not-seen' | 'ignored' | 'dead-letter';

/** The outcome of an event with its reason, and with its firing if that is kept. */
export interface Finding {
  readonly outcome: EventOutcome;
  /** The code of the reason, where it is not the name of its text. */
  readonly code?: string;
  readonly reason: Phrase;
  readonly firing?: FiringRow | undefined;
}

/** Nothing is stored of the event. */
export const NOT_SEEN: Finding = {
  outcome: 'not-seen',
  reason: phrase('explain.not-seen'),
};
