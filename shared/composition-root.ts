import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createAesCipher } from './adapters/crypto/aes-cipher.ts';
import { standardWebhooksSigner } from './adapters/crypto/standard-webhooks-signer.ts';
import { createCallbackGuard } from './adapters/http/callback-guard.ts';
import type { CallbackPolicy } from './adapters/http/callback-policy.ts';
import { resolveHost, resolveLocally } from './adapters/http/resolver.ts';
import { createHttpWebhookSender } from './adapters/http/webhook-sender.ts';
import { notingAnswers } from './adapters/inbound/storage-deadline.ts';
import { createAppendBlobs } from './adapters/storage/append-blobs.ts';
import { blobService, queueService, tableClient } from './adapters/storage/clients.ts';
import { createGuardedStore } from './adapters/storage/guarded-store.ts';
import { createPoisonQueues, POISON_SUFFIX } from './adapters/storage/poison-queues.ts';
import { createProbes, diagnosticsProbe } from './adapters/storage/probes.ts';
import { createDeliveryQueue, createEventPublisher } from './adapters/storage/queues.ts';
import { createTableStore } from './adapters/storage/table-store.ts';
import type { Clock, Deps, Diagnostics, PoisonQueues, Store } from './application/ports.ts';
import { createAttemptLimiter, createKeyedMutex } from './application/process-limits.ts';
import { type Config, getConfig } from './config.ts';

const TABLE_NAME = 'InsightTriggers';
/** Rows that cannot be read are no longer logged after this many. */
const MOST_NOTED = 1_000;

/** Everything real, from the settings. */
function buildDeps(config: Config): Deps {
  const { table, ...queues } = buildClients(config);
  const unguarded = notingAnswers(createTableStore(table, noteUnreadableRows()));
  const cipher = createAesCipher(config.secretsKeys);
  const policy: CallbackPolicy = {
    allowedHosts: config.callbackAllowedHosts,
    allowInsecure: config.allowInsecureCallbacks,
    ownHosts: config.ownHosts,
  };
  const diagnostics = buildDiagnostics(config);
  const resolve = config.allowInsecureCallbacks ? resolveLocally : resolveHost;
  return {
    store: createGuardedStore(unguarded, cipher),
    deliveries: createDeliveryQueue(queues.delivery),
    events: createEventPublisher({ 'refresh-status': queues.refreshStatus, 'metric-change': queues.metricChange }),
    poison: buildPoison(config),
    diagnostics,
    sender: createHttpWebhookSender({ policy, resolve, timeout: config.attemptTimeout }),
    cipher,
    signer: standardWebhooksSigner,
    guard: createCallbackGuard(policy, resolve),
    clock: { now: () => Date.now(), sleep },
    chance: { random: Math.random, secret: (bytes) => randomBytes(bytes).toString('base64url') },
    probes: [
      ...createProbes({ store: unguarded, cipher }, Object.values(queues)),
      ...(diagnostics ? [diagnosticsProbe(diagnostics)] : []),
    ],
    attemptLimiter: createAttemptLimiter(),
    topicMutex: createKeyedMutex(),
    settings: config,
  };
}

/** Resolves when the signal aborts, as after the time. */
const sleep: Clock['sleep'] = (milliseconds, signal) =>
  setTimeout(milliseconds, undefined, signal && { signal }).catch(() => undefined);

/** Logs each row that this version cannot read once, with how many there have been. */
function noteUnreadableRows(): Store['noteUnreadable'] {
  const seen = new Set<string>();
  return (partition, { message }) => {
    const row = `${partition}: ${message}`;
    if (seen.has(row) || seen.size >= MOST_NOTED) return;
    seen.add(row);
    console.warn(`Skipped ${row} (${seen.size} skipped by this process so far)`);
  };
}

function buildClients({ storage, events, queues }: Config) {
  const eventQueues = queueService(events);
  return {
    table: tableClient(storage, TABLE_NAME),
    delivery: queueService(storage).getQueueClient(queues.delivery),
    refreshStatus: eventQueues.getQueueClient(queues.refreshStatus),
    metricChange: eventQueues.getQueueClient(queues.metricChange),
  };
}

function buildPoison({ storage, events, queues }: Config): PoisonQueues {
  const [ofEvents, ofDeliveries] = [queueService(events), queueService(storage)];
  return createPoisonQueues({
    'refresh-status': ofEvents.getQueueClient(queues.refreshStatus + POISON_SUFFIX),
    'metric-change': ofEvents.getQueueClient(queues.metricChange + POISON_SUFFIX),
    'webhook-delivery': ofDeliveries.getQueueClient(queues.delivery + POISON_SUFFIX),
  });
}

function buildDiagnostics({ diagnostics }: Config): Diagnostics | undefined {
  if (!diagnostics) return undefined;
  const { account, containers } = diagnostics;
  return { containers, blobs: createAppendBlobs(() => blobService(account)) };
}

let built: Deps | undefined;

/** The dependencies of this process, built at the first use. */
export function getDeps(): Deps {
  built ??= buildDeps(getConfig());
  return built;
}
