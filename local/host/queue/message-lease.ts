import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { HostLog } from '../log.ts';
import { isMessageLost, storageReason } from './storage-error.ts';

/**
 * Keeps a message hidden while its function runs: Azure renews at half of the visibility. After a server error it tries again
 * in half the wait, down to a tenth of the visibility (a minute of Azure's ten); once the message is lost it stops for good.
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

  /** Stops renewing and returns the receipt that is valid now. */
  async end(): Promise<string> {
    clearTimeout(this.#timer);
    await this.#renewal;
    // A renewal that was under way has set the next timer.
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
