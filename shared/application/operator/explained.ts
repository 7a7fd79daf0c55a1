import type { Phrase } from '../../contract/phrase.ts';
import { inEnglish } from '../../domain/render-text.ts';

/** A reason by code, in English, and in the language of the caller. */
export interface Explained {
  readonly code: string;
  readonly reason: string;
  readonly reasonText: Phrase;
}

/** An explanation of a phrase. Without another code, it has the last part of the name of its text. */
export function explained(reasonText: Phrase, code = lastPart(reasonText.key)): Explained {
  return { code, reason: inEnglish(reasonText), reasonText };
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
