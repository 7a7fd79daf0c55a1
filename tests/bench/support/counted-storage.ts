import { AsyncLocalStorage } from 'node:async_hooks';
import type { TableClient } from '@azure/data-tables';
import { newPipeline, QueueServiceClient, StorageSharedKeyCredential } from '@azure/storage-queue';
import { tableClient } from '../../../shared/adapters/storage/clients.ts';
import { createDeliveryQueue, createEventPublisher } from '../../../shared/adapters/storage/queues.ts';
import { createTableStore } from '../../../shared/adapters/storage/table-store.ts';
import { partOf } from './plain-client.ts';

/** A request as its pipeline sends it. */
export interface SentRequest {
  readonly service: 'table' | 'queue';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The piece of work that made the request, if one was named. */
  readonly lane: number | undefined;
}

type Observe = (request: SentRequest) => void;

const lanes = new AsyncLocalStorage<number>();

/** Runs a piece of work, whose requests are observed as its own. */
export function inLane<T>(lane: number, work: () => Promise<T>): Promise<T> {
  return lanes.run(lane, work);
}

/** The app's own clients and adapters for a storage account. A policy in the pipeline of each client observes every request. */
export function observedStorage(connectionString: string, observe: Observe) {
  const table = tableClient({ kind: 'connection-string', connectionString }, 'InsightTriggers');
  observeTable(table, observe);
  const queues = observedQueues(connectionString, observe);
  const [refreshStatus, metricChange, delivery] = ['refresh-status', 'metric-change', 'webhook-delivery'].map((name) =>
    queues.getQueueClient(name),
  ) as [
    ReturnType<typeof queues.getQueueClient>,
    ReturnType<typeof queues.getQueueClient>,
    ReturnType<typeof queues.getQueueClient>,
  ];
  return {
    table,
    store: createTableStore(table),
    queues: { 'refresh-status': refreshStatus, 'metric-change': metricChange, 'webhook-delivery': delivery },
    deliveries: createDeliveryQueue(delivery),
    events: createEventPublisher({ 'refresh-status': refreshStatus, 'metric-change': metricChange }),
  };
}

function observeTable({ pipeline }: TableClient, observe: Observe): void {
  pipeline.addPolicy(
    {
      name: 'observe',
      sendRequest: (request, next) => {
        const { method, url, headers, body } = request;
        observe({
          service: 'table',
          method,
          url,
          headers: headers.toJSON(),
          body: typeof body === 'string' ? body : '',
          lane: lanes.getStore(),
        });
        return next(request);
      },
    },
    { afterPhase: 'Retry' },
  );
}

function observedQueues(connectionString: string, observe: Observe): QueueServiceClient {
  const key = new StorageSharedKeyCredential(
    partOf(connectionString, 'AccountName'),
    partOf(connectionString, 'AccountKey'),
  );
  const pipeline = newPipeline(key);
  pipeline.factories.push({
    create: (next) => ({
      sendRequest: (request) => {
        const { method, url, headers, body } = request;
        observe({
          service: 'queue',
          method,
          url,
          headers: headers.rawHeaders(),
          body: typeof body === 'string' ? body : '',
          lane: lanes.getStore(),
        });
        return next.sendRequest(request);
      },
    }),
  });
  return new QueueServiceClient(partOf(connectionString, 'QueueEndpoint'), pipeline);
}
