import { Phrase, phrase } from '../contract/phrase.ts';
import { en } from '../contract/texts/en.ts';

/** The kinds of codes that have a text each. */
type CodeKind = 'dead-letter' | 'ignored' | 'reason' | 'status';

/** What a code means. A code without a text comes from another version, and stands for itself. */
export function codePhrase(kind: CodeKind, code: string): Phrase {
  const key = `${kind}.${code}`;
  return hasText(key) ? new Phrase(key) : phrase('code.unknown', { code });
}

function hasText(key: string): key is keyof typeof en {
  return Object.hasOwn(en, key);
}
