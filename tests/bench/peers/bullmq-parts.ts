import { loadOnDemand } from '../support/on-demand.ts';

/* What the producer and the worker of the design on BullMQ share. */

/** The packages, which are no dependencies of the app. */
export const VERSIONS = { ioredis: '6.0.0', bullmq: '6.7.0' };

/** A job as it is added to a queue. */
export interface Job<Data> {
  readonly name: string;
  readonly data: Data;
  readonly opts?: object;
}

interface Connection {
  readonly connection: { readonly host: string; readonly port: number };
}

interface Queue<Data> {
  addBulk(jobs: readonly Job<Data>[]): Promise<unknown>;
  close(): Promise<void>;
}

interface BullMq {
  readonly Queue: new <Data>(name: string, options: Connection) => Queue<Data>;
  readonly Worker: new <Data>(
    name: string,
    handle: (job: Job<Data>) => Promise<void>,
    options: Connection & { readonly concurrency: number },
  ) => { waitUntilReady(): Promise<unknown> };
}

interface Redis {
  get(key: string): Promise<string | null>;
  set(key: string, value: string | number): Promise<unknown>;
  lrange(key: string, first: number, last: number): Promise<string[]>;
  rpush(key: string, ...values: string[]): Promise<unknown>;
  quit(): Promise<unknown>;
}

/** The clients of BullMQ and Redis, which are installed first if they are not there. @throws when they cannot be installed */
export function loadBullMq(): BullMq & { readonly Redis: new (port: number) => Redis } {
  const { Redis } = loadOnDemand<{ Redis: new (port: number) => Redis }>('ioredis', VERSIONS.ioredis);
  const { Queue, Worker } = loadOnDemand<BullMq>('bullmq', VERSIONS.bullmq);
  return { Redis, Queue, Worker };
}

/** A new value of a metric. */
export interface MetricEvent {
  readonly eventId: string;
  readonly name: string;
  readonly value: number;
}

/** Who is told when a metric crosses a threshold. */
export interface Subscription {
  readonly threshold: number;
  readonly url: string;
}

/** The keys of what Redis knows of a metric. */
export const keysOf = (metric: string) => ({ value: `value:${metric}`, subscriptions: `subscriptions:${metric}` });
