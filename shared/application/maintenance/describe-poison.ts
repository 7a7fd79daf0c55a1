import { type Phrase, phrase } from '../../contract/phrase.ts';
import { originalText } from '../../domain/postponed-message.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The original text of a poison message, and why it was not handled. A postponed copy has that of the message that came first.
 * Like the host, it accepts white space in base64, and no other deviation.
 */
export function describePoison(raw: string): { reason: Phrase; original: string } {
  const compact = raw.replace(/\s/g, '');
  if (!BASE64.test(compact)) {
    return { reason: phrase('dead-letter.not-base64'), original: raw };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
    return { reason: phrase('dead-letter.poisoned'), original: originalText(text) };
  } catch {
    return { reason: phrase('dead-letter.not-utf-8'), original: raw };
  }
}
