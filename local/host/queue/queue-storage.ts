import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { Settings } from '../config/settings.ts';
import type { HostLog } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { connectionString } from './connection.ts';
import { isQueueNotFound, storageReason } from './storage-error.ts';

// The next poll comes soon, so few retries are enough.
const retryOptions = { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 1_000 };

/** The queues of the storage accounts that the app is connected to, and the listeners on them in this process. */
export class QueueStorage {
  readonly #settings: Settings;
  readonly #log: HostLog;
  readonly #services = new Map<string, QueueServiceClient>();
  readonly #queues = new Map<string, QueueClient>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #outages = new Set<string>();

  constructor(settings: Settings, log: HostLog) {
    this.#settings = settings;
    this.#log = log;
  }

  /** Opens a connection. The SDK is loaded only for apps that need it. @throws Refusal that names a wrong setting. */
  async connect(connection: string, usedBy: string): Promise<void> {
    if (this.#services.has(connection)) return;
    const { QueueServiceClient } = await import('@azure/storage-queue');
    const text = connectionString(this.#settings, connection, usedBy);
    try {
      this.#services.set(connection, QueueServiceClient.fromConnectionString(text, { retryOptions }));
    } catch {
      // The value contains the account key, so it is not shown.
      throw new Refusal(
        `Setting '${connection}' (${usedBy}) is not a storage connection string such as "UseDevelopmentStorage=true".`,
      );
    }
  }

  /** The client of a queue on an open connection. */
  queue(connection: string, name: string): QueueClient {
    const service = this.#services.get(connection);
    if (!service) throw new Error(`Connection '${connection}' was not opened.`);
    const key = `${connection}/${name}`;
    const existing = this.#queues.get(key);
    if (existing) return existing;
    const client = service.getQueueClient(name);
    this.#queues.set(key, client);
    return client;
  }

  /** Sends a message, creates the queue if it is missing, and wakes the queue's listeners in this process. */
  async write(queue: QueueClient, text: string): Promise<void> {
    try {
      await queue.sendMessage(text);
    } catch (error) {
      if (!isQueueNotFound(error)) throw error;
      await queue.createIfNotExists();
      await queue.sendMessage(text);
    }
    for (const wake of this.#listeners.get(queue.url) ?? []) wake();
  }

  /** Registers a listener that each write to a queue wakes. */
  onWrite(queue: QueueClient, wake: () => void): void {
    const listeners = this.#listeners.get(queue.url) ?? new Set();
    this.#listeners.set(queue.url, listeners.add(wake));
  }

  /** Reports that a connection failed. An outage is logged once, even when several listeners report it. */
  reportFailure(connection: string, error: unknown): void {
    if (this.#outages.has(connection)) return;
    this.#outages.add(connection);
    this.#log.error(`The queue storage of '${connection}' does not answer (${storageReason(error)}); polling goes on.`);
  }

  /** Reports that a connection works, which ends an outage. */
  reportSuccess(connection: string): void {
    if (this.#outages.delete(connection)) this.#log.warning(`The queue storage of '${connection}' answers again.`);
  }
}
