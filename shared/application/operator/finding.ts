import type { EventOutcome } from '../../contract/operator-answers.ts';
import { type Phrase, phrase } from '../../contract/phrase.ts';
import type { FiringRow } from '../store/rows.ts';

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
