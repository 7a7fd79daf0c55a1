import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { FunctionDefinition, QueueTrigger } from '../function-definition.ts';
import { Backoff } from './backoff.ts';
import { MessageProcessor, type QueueParts } from './message-processor.ts';
import { isQueueNotFound } from './storage-error.ts';

/** What a listener needs. */
export interface ListenerParts extends QueueParts {
  /** Resolves when the worker accepts invocations; no message is received before. */
  readonly workerReady: () => Promise<void>;
}

/** Polls the queue of one function, with Azure's batch size, concurrency limit and backoff. */
export class QueueListener {
  readonly #definition: FunctionDefinition<QueueTrigger>;
  readonly #parts: ListenerParts;
  readonly #queue: QueueClient;
  readonly #processor: MessageProcessor;
  readonly #backoff: Backoff;
  readonly #running = new Set<Promise<void>>();
  #loop: Promise<void> = Promise.resolve();
  #wake: () => void = () => {};
  #stopping = false;
  #isMissing = false;

  constructor(definition: FunctionDefinition<QueueTrigger>, parts: ListenerParts) {
    const { connection, queueName } = definition.trigger;
    this.#definition = definition;
    this.#parts = parts;
    this.#queue = parts.storage.queue(connection, queueName);
    this.#processor = new MessageProcessor(definition, parts);
    this.#backoff = new Backoff(parts.options.maxPollingInterval);
  }

  start(): void {
    this.#parts.storage.onWrite(this.#queue, () => {
      this.#backoff.reset();
      this.#wake();
    });
    this.#loop = this.#poll();
  }

  /** Stops receiving messages; running invocations continue. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#loop;
  }

  /** Resolves when all received messages have been processed. */
  async drained(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #poll(): Promise<void> {
    while (!this.#stopping) {
      const messages = await this.#receive();
      if (messages.length === 0) {
        await this.#pause(this.#backoff.next());
        continue;
      }
      this.#backoff.reset();
      for (const message of messages) this.#start(message);
      await this.#untilBelowThreshold();
    }
  }

  async #receive(): Promise<readonly DequeuedMessageItem[]> {
    try {
      await this.#parts.workerReady();
    } catch {
      // The supervisor has logged the failed restart and tries again.
      return [];
    }
    const { storage, options, inFlightSeconds } = this.#parts;
    const { connection } = this.#definition.trigger;
    try {
      const visibility = { numberOfMessages: options.batchSize, visibilityTimeout: inFlightSeconds };
      const { receivedMessageItems } = await this.#queue.receiveMessages(visibility);
      this.#isMissing = false;
      storage.reportSuccess(connection);
      return receivedMessageItems;
    } catch (error) {
      if (isQueueNotFound(error)) this.#reportMissing();
      else storage.reportFailure(connection, error);
      return [];
    }
  }

  #start(message: DequeuedMessageItem): void {
    const work = this.#stopping ? this.#processor.release(message) : this.#processor.process(message);
    const tracked = work.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  async #untilBelowThreshold(): Promise<void> {
    while (this.#running.size > this.#parts.options.newBatchThreshold && !this.#stopping) {
      const stopped = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await Promise.race([...this.#running, stopped]);
    }
  }

  #pause(milliseconds: number): Promise<void> {
    if (this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #reportMissing(): void {
    const { storage, log } = this.#parts;
    storage.reportSuccess(this.#definition.trigger.connection);
    if (this.#isMissing) return;
    this.#isMissing = true;
    log.warning(
      `The queue '${this.#queue.name}' of ${this.#definition.name} does not exist; a trigger never creates it. Polling goes on until it appears.`,
    );
  }
}
