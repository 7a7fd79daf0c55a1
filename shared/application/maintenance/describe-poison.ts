const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The original text of a poison message, and why it was not handled. Like the host, it accepts white space in base64, and no
 * other deviation.
 */
export function describePoison(raw: string): { reason: string; original: string } {
  const compact = raw.replace(/\s/g, '');
  if (!BASE64.test(compact)) {
    return { reason: 'not base64; expected an event as base64 text, as storage queues carry it', original: raw };
  }
  try {
    const original = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
    return { reason: 'handling failed too often; the log has the errors', original };
  } catch {
    return { reason: 'base64, but not of UTF-8 text; the original is the base64 text', original: raw };
  }
}
