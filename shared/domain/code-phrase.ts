import { Phrase, phrase } from '../contract/phrase.ts';
import { en } from '../contract/texts/en.ts';
import { cutText } from './text.ts';

/** The kinds of codes that have a text each. */
type CodeKind = 'dead-letter' | 'ignored' | 'reason' | 'status';

/** Of a value that is the reason. */
const MAX_VALUE = 128;

/** Why an event was ignored, with the value that is the reason. */
export function ignoredPhrase(code: string, value?: string): Phrase {
  const reason = codePhrase('ignored', code);
  return value === undefined ? reason : phrase('code.with-value', { reason, value: cutText(value, MAX_VALUE) });
}

/** What a code means. A code without a text comes from another version, and stands for itself. */
export function codePhrase(kind: CodeKind, code: string): Phrase {
  const key = `${kind}.${code}`;
  return hasText(key) ? new Phrase(key) : phrase('code.unknown', { code });
}

function hasText(key: string): key is keyof typeof en {
  return Object.hasOwn(en, key);
}
