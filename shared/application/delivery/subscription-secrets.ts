import { type Instant, instantFromMilliseconds } from '../../domain/instant.ts';
import type { Cipher, Deps } from '../ports.ts';
import type { Address } from '../store/read-rows.ts';
import type { SubscriptionRow } from '../store/rows.ts';

/** The reason of a delivery that waits because no present key opens the secrets of its subscription. */
export const SECRET_UNREADABLE = 'secret-unreadable';

/** The secrets of a subscription as they are stored. */
export type SealedSecrets = Pick<SubscriptionRow, 'sealedCallbackUrl' | 'sealedSecret'> & Partial<SealedPrevious>;

type SealedPrevious = Pick<SubscriptionRow, 'sealedPreviousSecret' | 'previousSecretUntil'>;

/** The secrets of a subscription in the clear. */
export interface Secrets {
  readonly callbackUrl: string;
  readonly signingSecret: string;
  /** The signing secret before a rotation, which signs too until a time. */
  readonly previous?: { readonly signingSecret: string; readonly until: Instant } | undefined;
}

/**
 * What a secret is sealed for: its part of the row at this address. It is the address where the row lies, not what the row says
 * of itself, so a copied row does not open.
 */
export function secretContext(part: 'callback' | 'signing', { partition, key }: Address): string {
  return JSON.stringify([part, partition, key]);
}

/** Seals the secrets of the subscription whose row lies at the address. */
export function sealSecrets(
  deps: Pick<Deps, 'cipher'>,
  at: Address,
  secrets: Omit<Secrets, 'previous'>,
): Pick<SealedSecrets, 'sealedCallbackUrl' | 'sealedSecret'> {
  return {
    sealedCallbackUrl: deps.cipher.seal(secrets.callbackUrl, secretContext('callback', at)),
    sealedSecret: sealSigningSecret(deps, at, secrets.signingSecret),
  };
}

/** Seals a signing secret for the subscription whose row lies at the address. */
export function sealSigningSecret({ cipher }: Pick<Deps, 'cipher'>, at: Address, secret: string): string {
  return cipher.seal(secret, secretContext('signing', at));
}

/** Opens the secrets; `undefined` when no present key opens them. The key may come back. */
export function openSecrets({ cipher }: Pick<Deps, 'cipher'>, at: Address, sealed: SealedSecrets): Secrets | undefined {
  try {
    return {
      callbackUrl: cipher.open(sealed.sealedCallbackUrl, secretContext('callback', at)),
      signingSecret: cipher.open(sealed.sealedSecret, secretContext('signing', at)),
      previous: openPrevious(cipher, at, sealed),
    };
  } catch {
    return undefined;
  }
}

/** A previous secret that no present key opens is missed less than a delivery that waits for it. */
function openPrevious(cipher: Cipher, at: Address, sealed: Partial<SealedPrevious>): Secrets['previous'] {
  const { sealedPreviousSecret, previousSecretUntil: until } = sealed;
  if (!sealedPreviousSecret || !until) return undefined;
  try {
    return { signingSecret: cipher.open(sealedPreviousSecret, secretContext('signing', at)), until };
  } catch {
    return undefined;
  }
}

/** The previous secret sealed with the first key; the fields are emptied once its time is over. */
export function resealPrevious(
  deps: Pick<Deps, 'cipher' | 'clock'>,
  at: Address,
  previous: Secrets['previous'],
): Partial<SealedPrevious> {
  const isOver = !previous || previous.until <= instantFromMilliseconds(deps.clock.now());
  if (isOver) return { sealedPreviousSecret: undefined, previousSecretUntil: undefined };
  return {
    sealedPreviousSecret: sealSigningSecret(deps, at, previous.signingSecret),
    previousSecretUntil: previous.until,
  };
}

/** Whether all secrets are sealed with the first key. */
export function areSealedWithFirstKey(
  { cipher }: Pick<Deps, 'cipher'>,
  { sealedCallbackUrl, sealedSecret, sealedPreviousSecret }: SealedSecrets,
): boolean {
  const sealed = [sealedCallbackUrl, sealedSecret, ...(sealedPreviousSecret ? [sealedPreviousSecret] : [])];
  return sealed.every((one) => cipher.isSealedWithFirstKey(one));
}
