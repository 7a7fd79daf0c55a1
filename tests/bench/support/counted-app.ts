import type { DequeuedMessageItem } from '@azure/storage-queue';
import { freePorts, startAzurite } from '../../../local/azurite.ts';
import { createQueues } from '../../../local/event-queues.ts';
import { readDeliveryMessage } from '../../../shared/adapters/storage/delivery-message.ts';
import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import { takeMessage } from '../../../shared/application/events/take-message.ts';
import type { Clock, Deps } from '../../../shared/application/ports.ts';
import type { SendResult } from '../../../shared/domain/classify-answer.ts';
import type { EventQueue } from '../../../shared/domain/read-message.ts';
import { inLane, observedStorage, type SentRequest } from './counted-storage.ts';
import { partOf } from './plain-client.ts';
import { realDeps } from './real-deps.ts';

type Queue = EventQueue | 'webhook-delivery';

const ACCEPTED: SendResult = { kind: 'answered', answer: { status: 202 } };

/** A worker would let go of attempts on a slow machine, and the requests would be others. */
const patientClock: Clock = {
  now: () => Date.now(),
  sleep: async (_milliseconds, signal) => {
    if (signal) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  },
};

/**
 * The app in this process, on its real storage adapters and an emulator of its own, with the two queue requests of the host around
 * each message: one that takes it and one that deletes it. Receivers accept at once, so that the requests are always the same.
 */
export class CountedApp {
  readonly deps: Deps;
  /** The ports of the storage. */
  readonly ports: readonly number[];
  /** The requests for messages that were handled, in order. */
  sent: SentRequest[] = [];
  readonly #storage: ReturnType<typeof observedStorage>;
  readonly #stop: () => Promise<void>;
  #lanes = 0;

  private constructor(connectionString: string, others: Partial<Deps>, stop: () => Promise<void>) {
    this.#storage = observedStorage(connectionString, (request) => {
      if (request.lane !== undefined) this.sent.push(request);
    });
    this.#stop = stop;
    this.ports = ['TableEndpoint', 'QueueEndpoint'].map((name) => Number(new URL(partOf(connectionString, name)).port));
    this.deps = realDeps(this.#storage, { sender: { send: async () => ACCEPTED }, clock: patientClock, ...others });
  }

  static async start(others: Partial<Deps> = {}): Promise<CountedApp> {
    const azurite = await startAzurite({ ports: await freePorts() });
    await createQueues({ AzureWebJobsStorage: azurite.connectionString });
    return new CountedApp(azurite.connectionString, others, () => azurite.stop());
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  async enqueue(queue: EventQueue, event: object): Promise<void> {
    await this.#storage.queues[queue].sendMessage(Buffer.from(JSON.stringify(event)).toString('base64'));
  }

  /** Handles messages until the queue is empty: takes up to a number of them at once, and handles them at the same time. */
  async drain(queue: Queue, messagesAtOnce: number): Promise<void> {
    while (await this.#hasMessage(queue)) {
      const messages = await inLane(this.#lanes++, () => this.#take(queue, messagesAtOnce));
      await Promise.all(messages.map((message) => inLane(this.#lanes++, () => this.#handle(queue, message))));
    }
  }

  async #hasMessage(queue: Queue): Promise<boolean> {
    return (await this.#storage.queues[queue].getProperties()).approximateMessagesCount !== 0;
  }

  async #take(queue: Queue, numberOfMessages: number): Promise<DequeuedMessageItem[]> {
    const taken = await this.#storage.queues[queue].receiveMessages({ numberOfMessages, visibilityTimeout: 600 });
    return taken.receivedMessageItems;
  }

  async #handle(queue: Queue, { messageId, popReceipt, messageText, insertedOn }: DequeuedMessageItem): Promise<void> {
    const message = JSON.parse(Buffer.from(messageText, 'base64').toString());
    if (queue === 'webhook-delivery') await handleDeliveryMessage(this.deps, readDeliveryMessage(message));
    else await takeMessage(this.deps, { queue, message, insertedAt: insertedOn.getTime() });
    await this.#storage.queues[queue].deleteMessage(messageId, popReceipt);
  }
}
