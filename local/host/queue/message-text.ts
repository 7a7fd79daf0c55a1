const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** How messages are encoded on their queue (messageEncoding of host.json). */
export type MessageEncoding = 'base64' | 'none';

/** Decodes the text of a message; undefined when it is not base64. */
export function decodeMessage(text: string, encoding: MessageEncoding): string | undefined {
  if (encoding === 'none') return text;
  // As strict as .NET, which ignores only white space; Node would decode any text.
  const compact = text.replace(/\s/g, '');
  return base64Pattern.test(compact) ? Buffer.from(compact, 'base64').toString('utf8') : undefined;
}

/** Encodes text or bytes for a queue. */
export function encodeMessage(content: string | Uint8Array, encoding: MessageEncoding): string {
  return Buffer.from(content as Uint8Array).toString(encoding === 'base64' ? 'base64' : 'utf8');
}
