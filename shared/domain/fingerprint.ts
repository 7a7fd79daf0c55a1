import { hash } from 'node:crypto';

/**
 * The first 128 bits of SHA-256 over the parts, as 22 characters that are legal in table keys, queue messages and URLs. The
 * parts are joined as JSON, so that different lists of parts have different texts.
 */
export function fingerprint(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'buffer').subarray(0, 16).toString('base64url');
}
