import { setTimeout as sleep } from 'node:timers/promises';
import { type QueueClient, QueueServiceClient, type StoragePipelineOptions } from '@azure/storage-queue';
import { UnreachableStorage } from './unreachable-storage.ts';

type Settings = Readonly<Record<string, string | undefined>>;

const PATIENCE_MS = 60_000;
/** A storage that is there answers sooner. */
const START_PATIENCE_MS = 10_000;

/** Creates the app's queues, since a queue trigger never creates its own. @throws UnreachableStorage when a storage is away. */
export async function createQueues(settings: Settings): Promise<void> {
  // A local run cannot create queues in an account that is accessed by identity.
  if (!settings.AzureWebJobsStorage) return;
  const clients = Object.entries(clientsOf(settings, { retryOptions: { maxTries: 3, retryDelayInMs: 500 } }));
  const create = async ([name, queue]: [string, QueueClient]) => {
    const setting = settings.EventsStorage && name !== 'webhook-delivery' ? 'EventsStorage' : 'AzureWebJobsStorage';
    await queue.createIfNotExists({ abortSignal: AbortSignal.timeout(START_PATIENCE_MS) }).catch((error) => {
      throw new UnreachableStorage(setting, error);
    });
  };
  await Promise.all(clients.map(create));
}

/** Opens the queues as a producer of events sees them. */
export function openQueues(settings: Settings) {
  const clients = clientsOf(settings);
  return {
    send: async (queue: 'refresh-status' | 'metric-change', text: string): Promise<void> => {
      await clients[queue].sendMessage(Buffer.from(text).toString('base64'));
    },
    /** Waits until no queue has a message; messages in progress and delayed ones count. @throws after a minute. */
    untilEmpty: async (): Promise<void> => {
      const deadline = Date.now() + PATIENCE_MS;
      while (!(await areDrained(clients))) {
        if (Date.now() > deadline) throw new Error(`messages are left in the queues after ${PATIENCE_MS / 1000} s`);
        await sleep(20);
      }
    },
  };
}

/** An event leaves its queue only after its deliveries are enqueued, so the delivery queue is checked last. */
async function areDrained({
  'webhook-delivery': deliveries,
  ...events
}: ReturnType<typeof clientsOf>): Promise<boolean> {
  const ofEvents = await Promise.all(Object.values(events).map(isEmpty));
  return ofEvents.every(Boolean) && (await isEmpty(deliveries));
}

async function isEmpty(queue: QueueClient): Promise<boolean> {
  return (await queue.getProperties()).approximateMessagesCount === 0;
}

function clientsOf(settings: Settings, options: StoragePipelineOptions = {}) {
  const storage = settings.AzureWebJobsStorage ?? '';
  const host = QueueServiceClient.fromConnectionString(storage, options);
  const events = QueueServiceClient.fromConnectionString(settings.EventsStorage || storage, options);
  return {
    'refresh-status': events.getQueueClient(settings.REFRESH_STATUS_QUEUE || 'refresh-status'),
    'metric-change': events.getQueueClient(settings.METRIC_CHANGE_QUEUE || 'metric-change'),
    'webhook-delivery': host.getQueueClient(settings.WEBHOOK_DELIVERY_QUEUE || 'webhook-delivery'),
  };
}
