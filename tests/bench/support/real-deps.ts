import { randomBytes } from 'node:crypto';
import { createAesCipher } from '../../../shared/adapters/crypto/aes-cipher.ts';
import { standardWebhooksSigner } from '../../../shared/adapters/crypto/standard-webhooks-signer.ts';
import { createCallbackGuard } from '../../../shared/adapters/http/callback-guard.ts';
import { resolveLocally } from '../../../shared/adapters/http/resolver.ts';
import { createHttpWebhookSender } from '../../../shared/adapters/http/webhook-sender.ts';
import { createReporter } from '../../../shared/adapters/telemetry/reporter.ts';
import type { Deps } from '../../../shared/application/ports.ts';
import { createAttemptLimiter, createKeyedMutex } from '../../../shared/application/process-limits.ts';
import { sleep } from '../../../shared/composition-root.ts';

type Storage = Pick<Deps, 'store' | 'deliveries' | 'events'>;

const policy = { allowedHosts: ['*'], allowInsecure: true, ownHosts: [] };
const ATTEMPT_TIMEOUT = 30_000;
const DAY = 24 * 60 * 60_000;

/** The app as it is wired in production, on any storage. Log lines are made and then dropped. */
export function realDeps(storage: Storage, others: Partial<Deps> = {}): Deps {
  return {
    ...storage,
    poison: { take: async () => [] },
    depths: { read: async () => ({ messages: 0, poisonMessages: 0 }) },
    sender: createHttpWebhookSender({ policy, resolve: resolveLocally, timeout: ATTEMPT_TIMEOUT }),
    cipher: createAesCipher([randomBytes(32)]),
    signer: standardWebhooksSigner,
    guard: createCallbackGuard(policy, resolveLocally),
    clock: { now: () => Date.now(), sleep },
    chance: { random: Math.random, secret: (bytes) => randomBytes(bytes).toString('base64url') },
    probes: [],
    attemptLimiter: createAttemptLimiter(),
    topicMutex: createKeyedMutex(),
    report: createReporter({ write: () => {} }),
    settings: {
      publicBaseUrl: 'http://localhost',
      version: '1.0.0',
      retrySchedule: [5_000, 60_000],
      attemptTimeout: ATTEMPT_TIMEOUT,
      disableAfter: 5 * DAY,
      retention: 30 * DAY,
    },
    ...others,
  };
}
