import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { HostLog } from '../log.ts';
import { isMessageLost, storageReason } from './storage-error.ts';

/**
 * Keeps a message hidden while its function runs. As in Azure, it renews at half of the visibility timeout. After a server error
 * it retries after half the wait, but at least a tenth of the timeout. It stops once the message is lost.
 */
export class MessageLease {
  readonly #queue: QueueClient;
  readonly #message: DequeuedMessageItem;
  readonly #seconds: number;
  readonly #log: HostLog;
  #popReceipt: string;
  #timer: NodeJS.Timeout | undefined;
  #renewal: Promise<void> = Promise.resolve();

  constructor(queue: QueueClient, message: DequeuedMessageItem, options: { seconds: number; log: HostLog }) {
    this.#queue = queue;
    this.#message = message;
    this.#seconds = options.seconds;
    this.#log = options.log;
    this.#popReceipt = message.popReceipt;
    this.#renewIn(this.#regularWait);
  }

  get #regularWait(): number {
    return this.#seconds * 500;
  }

  /** Stops renewing and returns the current pop receipt. */
  async end(): Promise<string> {
    clearTimeout(this.#timer);
    await this.#renewal;
    // A renewal that was in progress has set the next timer.
    clearTimeout(this.#timer);
    return this.#popReceipt;
  }

  #renewIn(wait: number): void {
    this.#timer = setTimeout(() => {
      this.#renewal = this.#renew(wait);
    }, wait);
  }

  async #renew(wait: number): Promise<void> {
    const { messageId } = this.#message;
    try {
      const { popReceipt } = await this.#queue.updateMessage(messageId, this.#popReceipt, undefined, this.#seconds);
      if (popReceipt) this.#popReceipt = popReceipt;
      this.#renewIn(this.#regularWait);
    } catch (error) {
      if (isMessageLost(error)) return;
      this.#log.warning(`Message ${messageId} could not be kept hidden (${storageReason(error)}); trying again.`);
      this.#renewIn(Math.max(wait / 2, this.#seconds * 100));
    }
  }
}
