import type { QueueClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { queueService, type Storage, startStorage } from './azurite.ts';
import { type HostProcess, killHosts, startHost } from './host-process.ts';

export interface QueueApp {
  readonly storage: Storage;
  /** The queue that the app listens to: a new one for each test. */
  readonly queue: QueueClient;
  start(environment?: Record<string, string>): Promise<HostProcess>;
}

/** The app with queue triggers, a storage for all tests of a file, and a queue for each. */
export function useQueueApp(): QueueApp {
  let storage: Storage | undefined;
  let queue: QueueClient;
  let number = 0;
  const started = () => {
    if (!storage) throw new Error('the storage has not started');
    return storage;
  };
  beforeAll(async () => {
    storage = await startStorage();
  }, 90_000);
  beforeEach(async () => {
    number += 1;
    queue = queueService(started()).getQueueClient(`work-${number}`);
    await queue.create();
  });
  afterEach(killHosts);
  afterAll(() => storage?.stop());
  return {
    get storage() {
      return started();
    },
    get queue() {
      return queue;
    },
    start: (environment = {}) =>
      startHost('queues', {
        environment: { AzureWebJobsStorage: started().connectionString, WORK_QUEUE: queue.name, ...environment },
      }),
  };
}
