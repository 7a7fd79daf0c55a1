import type { Deps } from '../ports.ts';
import type { Address } from '../store/read-rows.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** The reason of a delivery that waits because no present key opens the secrets of its subscription. */
export const SECRET_UNREADABLE = 'secret-unreadable';

/** The secrets of a subscription as they are stored. */
export type SealedSecrets = Pick<SubscriptionRow, 'sealedCallbackUrl' | 'sealedSecret'>;

/** The secrets of a subscription in the clear. */
export interface Secrets {
  readonly callbackUrl: string;
  readonly signingSecret: string;
}

/**
 * What a secret is sealed for: its part of the row at this address. It is the address where the row lies, not what the row says
 * of itself, so a copied row does not open.
 */
export function secretContext(part: 'callback' | 'signing', { partition, key }: Address): string {
  return JSON.stringify([part, partition, key]);
}

/** Seals the secrets of the subscription whose row lies at the address. */
export function sealSecrets({ cipher }: Pick<Deps, 'cipher'>, at: Address, secrets: Secrets): SealedSecrets {
  return {
    sealedCallbackUrl: cipher.seal(secrets.callbackUrl, secretContext('callback', at)),
    sealedSecret: cipher.seal(secrets.signingSecret, secretContext('signing', at)),
  };
}

/** Opens the secrets; `undefined` when no present key opens them. The key may come back. */
export function openSecrets(
  { cipher }: Pick<Deps, 'cipher'>,
  at: Address,
  { sealedCallbackUrl, sealedSecret }: SealedSecrets,
): Secrets | undefined {
  try {
    return {
      callbackUrl: cipher.open(sealedCallbackUrl, secretContext('callback', at)),
      signingSecret: cipher.open(sealedSecret, secretContext('signing', at)),
    };
  } catch {
    return undefined;
  }
}

/** Whether both secrets are sealed with the first key. */
export function areSealedWithFirstKey(
  { cipher }: Pick<Deps, 'cipher'>,
  { sealedCallbackUrl, sealedSecret }: SealedSecrets,
): boolean {
  return cipher.isSealedWithFirstKey(sealedCallbackUrl) && cipher.isSealedWithFirstKey(sealedSecret);
}
