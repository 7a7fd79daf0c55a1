import type { Deps } from '../ports.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** The context that a secret of a subscription is sealed with, so that it opens for no other subscription. */
export const secretContext = (id: string, part: 'callback' | 'signing') => `${part}|${id}`;

/** The callback URL and signing secret of a subscription; `undefined` while the key that sealed them is not configured. */
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
