import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { QueueOptions } from '../config/host-json.ts';
import type { FunctionDefinition, QueueTrigger } from '../function-definition.ts';
import type { FunctionExecutor } from '../function-executor.ts';
import type { HostLog } from '../log.ts';
import { bindingData } from './binding-data.ts';
import { MessageLease } from './message-lease.ts';
import { decodeMessage } from './message-text.ts';
import { poisonQueueName } from './queue-name.ts';
import type { QueueStorage } from './queue-storage.ts';
import { isMessageLost, storageReason } from './storage-error.ts';

/** What the processing of messages needs. */
export interface QueueParts {
  readonly storage: QueueStorage;
  readonly executor: FunctionExecutor;
  readonly options: QueueOptions;
  readonly inFlightSeconds: number;
  readonly log: HostLog;
}

/** Processes the messages of one function: invokes it, then deletes the message, retries it or moves it to the poison queue. */
export class MessageProcessor {
  readonly #definition: FunctionDefinition<QueueTrigger>;
  readonly #parts: QueueParts;
  readonly #queue: QueueClient;
  readonly #poisonQueue: QueueClient | undefined;
  readonly #warnedProperties = new Set<string>();

  constructor(definition: FunctionDefinition<QueueTrigger>, parts: QueueParts) {
    this.#definition = definition;
    this.#parts = parts;
    const { connection, queueName } = definition.trigger;
    this.#queue = parts.storage.queue(connection, queueName);
    const poison = poisonQueueName(queueName);
    this.#poisonQueue = poison === undefined ? undefined : parts.storage.queue(connection, poison);
  }

  /** Processes one message. Never rejects: a storage error is logged, and the message becomes visible again. */
  async process(message: DequeuedMessageItem): Promise<void> {
    try {
      await this.#process(message);
    } catch (error) {
      if (isMessageLost(error)) return;
      this.#parts.log.error(
        `Message ${message.messageId} of '${this.#queue.name}' could not be completed: ${storageReason(error)}.`,
      );
    }
  }

  /** Makes a message visible again that was received while the host was stopping. */
  async release(message: DequeuedMessageItem): Promise<void> {
    await this.#queue.updateMessage(message.messageId, message.popReceipt, undefined, 0).catch(() => {});
  }

  async #process(message: DequeuedMessageItem): Promise<void> {
    const { options, log } = this.#parts;
    const text = decodeMessage(message.messageText, options.messageEncoding);
    if (text === undefined) {
      log.error(
        `Message ${message.messageId} of '${this.#queue.name}' is not base64 (messageEncoding of host.json), so ${this.#definition.name} is not run.`,
      );
      return this.#moveToPoison(message, message.popReceipt);
    }
    if (message.dequeueCount > options.maxDequeueCount && this.#poisonQueue) {
      // A message that crashes the host never counts as failed, so its retries end here.
      return this.#giveUp(message, message.popReceipt);
    }
    await this.#run(message, text);
  }

  async #run(message: DequeuedMessageItem, text: string): Promise<void> {
    const { executor, inFlightSeconds: seconds, log } = this.#parts;
    const lease = new MessageLease(this.#queue, message, { seconds, log });
    const { triggerMetadata, hidden } = bindingData(text, message);
    this.#warnOnce(hidden);
    const { succeeded } = await executor.execute(this.#definition, {
      reason: `New queue message detected on '${this.#queue.name}'.`,
      detail: `Trigger Details: MessageId: ${message.messageId}, DequeueCount: ${message.dequeueCount}, InsertedOn: ${message.insertedOn.toISOString()}`,
      input: { string: text },
      triggerMetadata,
    });
    const popReceipt = await lease.end();
    if (succeeded) await this.#queue.deleteMessage(message.messageId, popReceipt);
    else await this.#afterFailure(message, popReceipt);
  }

  async #afterFailure(message: DequeuedMessageItem, popReceipt: string): Promise<void> {
    const { maxDequeueCount, visibilityTimeout } = this.#parts.options;
    if (message.dequeueCount >= maxDequeueCount) return this.#giveUp(message, popReceipt);
    const seconds = Math.ceil(visibilityTimeout / 1000);
    await this.#queue.updateMessage(message.messageId, popReceipt, undefined, seconds);
  }

  async #giveUp(message: DequeuedMessageItem, popReceipt: string): Promise<void> {
    // As in Azure, a message without a poison queue stays hidden until its visibility timeout ends, and then comes back.
    if (!this.#poisonQueue) return;
    const { maxDequeueCount } = this.#parts.options;
    this.#parts.log.warning(
      `Message has reached MaxDequeueCount of ${maxDequeueCount}. Moving message to queue '${this.#poisonQueue.name}'.`,
    );
    await this.#moveToPoison(message, popReceipt);
  }

  async #moveToPoison({ messageId, messageText }: DequeuedMessageItem, popReceipt: string): Promise<void> {
    if (!this.#poisonQueue) return;
    await this.#parts.storage.write(this.#poisonQueue, messageText);
    await this.#queue.deleteMessage(messageId, popReceipt);
  }

  #warnOnce(hidden: readonly string[]): void {
    for (const property of hidden.filter((each) => !this.#warnedProperties.has(each))) {
      this.#warnedProperties.add(property);
      this.#parts.log.warning(
        `A message of '${this.#queue.name}' has a property '${property}', which hides the message's own in context.triggerMetadata; rename it or wrap the payload.`,
      );
    }
  }
}
