import type { Phrase } from '../../contract/phrase.ts';
import { inEnglish } from '../../domain/render-text.ts';

/** A reason by code, in English, and in the language of the caller. */
export interface Explained {
  readonly code: string;
  readonly reason: string;
  readonly reasonText: Phrase;
}

/** An explanation of a phrase. Its code is the last part of the name of its text. */
export function explained(reasonText: Phrase): Explained {
  const { key } = reasonText;
  return { code: key.slice(key.lastIndexOf('.') + 1), reason: inEnglish(reasonText), reasonText };
}
