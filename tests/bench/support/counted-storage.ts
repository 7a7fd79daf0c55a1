import { AsyncLocalStorage } from 'node:async_hooks';
import type { TableClient } from '@azure/data-tables';
import { newPipeline, QueueServiceClient, StorageSharedKeyCredential } from '@azure/storage-queue';
import { tableClient } from '../../../shared/adapters/storage/clients.ts';
import { createDeliveryQueue, createEventPublisher } from '../../../shared/adapters/storage/queues.ts';
import { createTableStore } from '../../../shared/adapters/storage/table-store.ts';
import { type PlainRequest, partOf } from './plain-client.ts';

/** A request as its pipeline sends it. */
export interface SentRequest extends PlainRequest {
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
  const eventQueues = {
    'refresh-status': queues.getQueueClient('refresh-status'),
    'metric-change': queues.getQueueClient('metric-change'),
  };
  const delivery = queues.getQueueClient('webhook-delivery');
  return {
    table,
    store: createTableStore(table),
    queues: { ...eventQueues, 'webhook-delivery': delivery },
    deliveries: createDeliveryQueue(delivery),
    events: createEventPublisher(eventQueues),
  };
}

function observeTable({ pipeline }: TableClient, observe: Observe): void {
  pipeline.addPolicy(
    {
      name: 'observe',
      sendRequest: (request, next) => {
        observe(asSent('table', request, request.headers.toJSON()));
        return next(request);
      },
    },
    { afterPhase: 'Retry' },
  );
}

function asSent(
  service: SentRequest['service'],
  { method, url, body }: { readonly method: string; readonly url: string; readonly body?: unknown },
  headers: Readonly<Record<string, string>>,
): SentRequest {
  return { service, method, url, headers, body: typeof body === 'string' ? body : '', lane: lanes.getStore() };
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
        observe(asSent('queue', request, request.headers.rawHeaders()));
        return next.sendRequest(request);
      },
    }),
  });
  return new QueueServiceClient(partOf(connectionString, 'QueueEndpoint'), pipeline);
}
