import { randomBytes, randomUUID } from 'node:crypto';
import type { QueueClient } from '@azure/storage-queue';
import { createAesCipher } from './adapters/crypto/aes-cipher.ts';
import { standardWebhooksSigner } from './adapters/crypto/standard-webhooks-signer.ts';
import { createCallbackGuard } from './adapters/http/callback-guard.ts';
import type { CallbackPolicy } from './adapters/http/callback-policy.ts';
import { resolveHost, resolveLocally } from './adapters/http/resolver.ts';
import { createHttpWebhookSender } from './adapters/http/webhook-sender.ts';
import { logLine } from './adapters/inbound/invocation-log.ts';
import { notingAnswers, notingDeliveries, notingEvents } from './adapters/inbound/storage-deadline.ts';
import { createAppendBlobs } from './adapters/storage/append-blobs.ts';
import { blobService, queueService, tableClient } from './adapters/storage/clients.ts';
import { createGuardedStore } from './adapters/storage/guarded-store.ts';
import { createPoisonQueues, POISON_SUFFIX } from './adapters/storage/poison-queues.ts';
import { createProbes, diagnosticsProbe } from './adapters/storage/probes.ts';
import { createQueueDepths } from './adapters/storage/queue-depths.ts';
import { createDeliveryQueue, createEventPublisher } from './adapters/storage/queues.ts';
import { createTableStore } from './adapters/storage/table-store.ts';
import { createLazyMeter, type LazyMeter } from './adapters/telemetry/lazy-meter.ts';
import { createReporter } from './adapters/telemetry/reporter.ts';
import type { Clock, Deps, Diagnostics, PoisonQueue, Report, Store } from './application/ports.ts';
import { createAttemptLimiter, createKeyedMutex } from './application/process-limits.ts';
import { type Config, getConfig } from './config.ts';

const TABLE_NAME = 'InsightTriggers';
/** Rows that cannot be read are no longer logged after this many. */
const MOST_NOTED = 1_000;

/** Everything real, from the settings. */
function buildDeps(config: Config): Deps {
  const { table, ...queues } = buildClients(config);
  const poison = buildPoison(config);
  const mainQueues = {
    'refresh-status': queues.refreshStatus,
    'metric-change': queues.metricChange,
    'webhook-delivery': queues.delivery,
  };
  const meter = getMeter();
  const report = createReporter({ write: logLine, measure: meter?.measure });
  const unguarded = notingAnswers(createTableStore(table, noteUnreadableRows(report)));
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
    deliveries: notingDeliveries(createDeliveryQueue(queues.delivery)),
    events: notingEvents(createEventPublisher(mainQueues)),
    poison: createPoisonQueues(poison),
    depths: createQueueDepths(mainQueues, poison),
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
    report,
    settings: config,
  };
}

/**
 * Resolves when the signal aborts, as after the time. Every event message ends a wait early, and the wait of `node:timers/promises`
 * would then make an error with a stack.
 */
export const sleep: Clock['sleep'] = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });

/** Reports each row that this version cannot read once, with how many there have been. */
function noteUnreadableRows(report: Report): Store['noteUnreadable'] {
  const seen = new Set<string>();
  return (partition, { message }) => {
    const row = `${partition}: ${message}`;
    if (seen.has(row) || seen.size >= MOST_NOTED) return;
    seen.add(row);
    report({ name: 'RowSkipped', partition, fault: message, skipped: seen.size });
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

function buildPoison({ storage, events, queues }: Config): Record<PoisonQueue, QueueClient> {
  const [ofEvents, ofDeliveries] = [queueService(events), queueService(storage)];
  return {
    'refresh-status': ofEvents.getQueueClient(queues.refreshStatus + POISON_SUFFIX),
    'metric-change': ofEvents.getQueueClient(queues.metricChange + POISON_SUFFIX),
    'webhook-delivery': ofDeliveries.getQueueClient(queues.delivery + POISON_SUFFIX),
  };
}

let meter: LazyMeter | undefined;

/** What measures in this process, when the settings name a collector. The exporter is loaded when there is something to export. */
export function getMeter(): LazyMeter | undefined {
  const { metricsInterval: interval, version } = getConfig();
  if (interval === undefined) return undefined;
  meter ??= createLazyMeter(async () => {
    const { openOtlpMetrics } = await import('./adapters/telemetry/otlp-metrics.ts');
    return openOtlpMetrics({ version, instanceId: randomUUID(), interval, onExport: collectorHealth() });
  });
  return meter;
}

/** Reports each export that the collector does not take, and the first one that it takes again. */
function collectorHealth(): (isTaken: boolean) => void {
  let isUp = true;
  return (isTaken) => {
    if (isTaken && isUp) return;
    isUp = isTaken;
    const state = isUp ? { state: 'up' as const } : { state: 'down' as const, reason: 'does not take the metrics' };
    getDeps().report({ name: 'HealthChange', dependency: 'metrics collector', ...state });
  };
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
