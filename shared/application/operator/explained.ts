import type { Explained } from '../../contract/operator-answers.ts';
import type { Phrase } from '../../contract/phrase.ts';
import { inEnglish } from '../../domain/render-text.ts';

/** An explanation of a phrase. Without another code, it has the last part of the name of its text. */
export function explained(reasonText: Phrase, code = lastPart(reasonText.key)): Explained {
  return { code, reason: inEnglish(reasonText), reasonText };
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
