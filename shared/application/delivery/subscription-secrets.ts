import type { Deps } from '../ports.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** What the secrets of a subscription are sealed for: they open for no other. */
export const secretContext = (id: string, part: 'callback' | 'signing') => `${part}|${id}`;

/** `undefined` when they were sealed with a key that is not there any more; it may come back. */
export function openSecrets({ cipher }: Deps, { id, sealedCallbackUrl, sealedSecret }: SubscriptionRow) {
  try {
    return {
      callbackUrl: cipher.open(sealedCallbackUrl, secretContext(id, 'callback')),
      signingSecret: cipher.open(sealedSecret, secretContext(id, 'signing')),
    };
  } catch {
    return undefined;
  }
}
