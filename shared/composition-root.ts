import { randomBytes } from 'node:crypto';
import { lookup, Resolver } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueClient } from '@azure/storage-queue';
import { createAesCipher } from './adapters/aes-cipher.ts';
import { createCallbackGuard } from './adapters/callback-guard.ts';
import type { CallbackPolicy, Resolve } from './adapters/callback-policy.ts';
import { createHttpWebhookSender } from './adapters/http-webhook-sender.ts';
import { createPoisonQueues, POISON_SUFFIX } from './adapters/poison-queues.ts';
import { standardWebhooksSigner } from './adapters/standard-webhooks-signer.ts';
import { queueService, tableClient } from './adapters/storage-clients.ts';
import { createDeliveryQueue, createEventPublisher } from './adapters/storage-queues.ts';
import { createTableStore } from './adapters/table-store.ts';
import { ENVIRONMENTS } from './application/layout.ts';
import { createPacing } from './application/pacing.ts';
import type { Deps, PoisonQueues, Probe } from './application/ports.ts';
import { type Config, getConfig } from './config.ts';

const TABLE_NAME = 'InsightTriggers';

/** As this machine resolves names, its own hosts file included: for local use. */
const resolveLocally: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Asks the name servers without the few threads that the files and the storage client share, and with a limit of time. */
const resolveHost: Resolve = async (host) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [failed] = answers.filter((answer) => answer.status === 'rejected');
  if (addresses.length === 0 && failed) throw failed.reason;
  return addresses;
};

/** Everything real, from the settings. */
function buildDeps(config: Config): Deps {
  const clients = buildClients(config);
  const policy: CallbackPolicy = {
    allowedHosts: config.callbackAllowedHosts,
    allowInsecure: config.allowInsecureCallbacks,
    ownHosts: config.ownHosts,
  };
  const resolve = config.allowInsecureCallbacks ? resolveLocally : resolveHost;
  return {
    store: createTableStore(clients.table),
    deliveries: createDeliveryQueue(clients.delivery),
    events: createEventPublisher({ 'refresh-status': clients.refreshStatus, 'metric-change': clients.metricChange }),
    poison: buildPoison(config),
    sender: createHttpWebhookSender({ policy, resolve, timeout: config.attemptTimeout }),
    cipher: createAesCipher(config.secretsKeys),
    signer: standardWebhooksSigner,
    guard: createCallbackGuard(policy, resolve),
    clock: { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) },
    chance: { random: Math.random, secret: (bytes) => randomBytes(bytes).toString('base64url') },
    probes: buildProbes(clients),
    pacing: createPacing(),
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

function buildPoison({ storage, events, queues }: Config): PoisonQueues {
  const [ofEvents, ofDeliveries] = [queueService(events), queueService(storage)];
  return createPoisonQueues({
    'refresh-status': ofEvents.getQueueClient(queues.refreshStatus + POISON_SUFFIX),
    'metric-change': ofEvents.getQueueClient(queues.metricChange + POISON_SUFFIX),
    'webhook-delivery': ofDeliveries.getQueueClient(queues.delivery + POISON_SUFFIX),
  });
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
