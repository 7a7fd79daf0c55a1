import { QueueServiceClient } from '@azure/storage-queue';

/** A queue trigger never makes its queue, so whoever runs the app locally does. */
export async function createQueues(settings: Readonly<Record<string, string | undefined>>): Promise<void> {
  const storage = settings.AzureWebJobsStorage;
  const events = settings.EventsStorage || storage;
  await createIn(events, [
    settings.REFRESH_STATUS_QUEUE || 'refresh-status',
    settings.METRIC_CHANGE_QUEUE || 'metric-change',
  ]);
  await createIn(storage, [settings.WEBHOOK_DELIVERY_QUEUE || 'webhook-delivery']);
}

/** Accounts that are reached with an identity are no matter of a local run. */
async function createIn(connectionString: string | undefined, names: readonly string[]): Promise<void> {
  if (!connectionString) return;
  const service = QueueServiceClient.fromConnectionString(connectionString);
  await Promise.all(names.map((name) => service.getQueueClient(name).createIfNotExists()));
}
