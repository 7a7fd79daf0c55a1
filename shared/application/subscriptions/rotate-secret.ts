import { instantFromMilliseconds } from '../../domain/instant.ts';
import { openSecrets, sealSigningSecret } from '../delivery/subscription-secrets.ts';
import type { Deps } from '../ports.ts';
import { retryOnConflict } from '../store/retry-on-conflict.ts';
import type { SubscriptionRow } from '../store/rows.ts';
import { newSigningSecret } from './new-signing-secret.ts';
import { findSubscription } from './read-subscriptions.ts';

/** How long the secret before signs too. */
const OVERLAP_MS = 24 * 60 * 60_000;

/**
 * Gives a subscription a new signing secret. The one before signs too for 24 hours; of several, the newest two sign.
 *
 * @throws RequestError 404 when there is no such subscription
 */
export async function rotateSecret(deps: Deps, id: string): Promise<{ signingSecret: string }> {
  const signingSecret = newSigningSecret(deps);
  await retryOnConflict(deps, () => commitSecret(deps, id, signingSecret));
  return { signingSecret };
}

async function commitSecret(deps: Deps, id: string, signingSecret: string): Promise<void> {
  const { address, row } = await findSubscription(deps, id);
  const at = { partition: address.partition, key: row.key };
  // An earlier try was committed, although its response was lost. Another rotation would end the secret that receivers know.
  if (openSecrets(deps, at, row.data)?.signingSecret === signingSecret) return;
  const data: SubscriptionRow = {
    ...row.data,
    sealedSecret: sealSigningSecret(deps, at, signingSecret),
    sealedPreviousSecret: row.data.sealedSecret,
    previousSecretUntil: instantFromMilliseconds(deps.clock.now() + OVERLAP_MS),
  };
  await deps.store.commit(at.partition, [{ kind: 'replace', key: row.key, etag: row.etag, data }]);
}
