import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueClient } from '@azure/storage-queue';
import { createAesCipher } from './adapters/aes-cipher.ts';
import { createCallbackGuard } from './adapters/callback-guard.ts';
import type { CallbackPolicy, Resolve } from './adapters/callback-policy.ts';
import { createHttpWebhookSender } from './adapters/http-webhook-sender.ts';
import { standardWebhooksSigner } from './adapters/standard-webhooks-signer.ts';
import { queueService, tableClient } from './adapters/storage-clients.ts';
import { createDeliveryQueue, createEventPublisher } from './adapters/storage-queues.ts';
import { createTableStore } from './adapters/table-store.ts';
import { ENVIRONMENTS } from './application/layout.ts';
import type { Deps, Probe } from './application/ports.ts';
import { type Config, getConfig } from './config.ts';

export const TABLE_NAME = 'InsightTriggers';

const resolveHost: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Everything real, from the settings. */
export function buildDeps(config: Config): Deps {
  const clients = buildClients(config);
  const policy: CallbackPolicy = {
    allowedHosts: config.callbackAllowedHosts,
    allowInsecure: config.allowInsecureCallbacks,
    ownHost: new URL(config.publicBaseUrl).host,
  };
  return {
    store: createTableStore(clients.table),
    deliveries: createDeliveryQueue(clients.delivery),
    events: createEventPublisher({ 'refresh-status': clients.refreshStatus, 'metric-change': clients.metricChange }),
    sender: createHttpWebhookSender({ policy, resolve: resolveHost, timeout: config.attemptTimeout }),
    cipher: createAesCipher(config.secretsKeys),
    signer: standardWebhooksSigner,
    guard: createCallbackGuard(policy, resolveHost),
    clock: { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) },
    chance: { random: Math.random, secret: (bytes) => randomBytes(bytes).toString('base64url') },
    probes: buildProbes(clients),
    settings: config,
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

function buildProbes({ table, ...queues }: ReturnType<typeof buildClients>): Probe[] {
  const tables: Probe = {
    name: 'tables',
    check: async () => void (await createTableStore(table).read(ENVIRONMENTS, '-')),
  };
  // A queue that is not there yet is made by the first message, so being able to ask is enough.
  const ofQueue = (queue: QueueClient): Probe => ({
    name: `queue ${queue.name}`,
    check: async () => void (await queue.exists()),
  });
  return [tables, ...Object.values(queues).map(ofQueue)];
}

let built: Deps | undefined;

/** The dependencies of this process, built at the first use. */
export function getDeps(): Deps {
  built ??= buildDeps(getConfig());
  return built;
}
