const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export type MessageEncoding = 'base64' | 'none';

/** The text that a message carries; undefined when it is not in the encoding of the app. */
export function decodeMessage(text: string, encoding: MessageEncoding): string | undefined {
  if (encoding === 'none') return text;
  // As strict as .NET, which only overlooks white space; node itself would decode anything.
  const compact = text.replace(/\s/g, '');
  return base64Pattern.test(compact) ? Buffer.from(compact, 'base64').toString('utf8') : undefined;
}

/** What is put into a queue for a text or bytes. */
export function encodeMessage(content: string | Uint8Array, encoding: MessageEncoding): string {
  return Buffer.from(content as Uint8Array).toString(encoding === 'base64' ? 'base64' : 'utf8');
}
