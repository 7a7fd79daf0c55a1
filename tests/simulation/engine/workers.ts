import { decodeMessage } from '../../../local/host/queue/message-text.ts';
import { readDeliveryMessage } from '../../../shared/adapters/storage/delivery-message.ts';
import { takeDeliveryMessage } from '../../../shared/application/attempt/take-delivery-message.ts';
import { takeMessage } from '../../../shared/application/events/take-message.ts';
import type { Tally } from '../../../shared/application/events/tally.ts';
import type { Deps, PoisonQueue } from '../../../shared/application/ports.ts';
import type { QueuedMessage, ReceivedMessage } from '../../support/memory-queue.ts';
import { hostRules } from './host-rules.ts';
import type { Outside } from './processes.ts';
import type { WatchedQueue } from './queues.ts';
import type { EventMessage } from './scenario.ts';
import type { Process } from './step.ts';

/** Concurrent invocations in one process. */
const CONCURRENCY = 2;
const DOUBLED_WITHIN_MS = 20_000;

/** Starts processes and connects their invocations. */
interface WorkerProcesses {
  spawn(name: string): Process;
  depsOf(process: Process, isRedelivery: boolean): Deps;
}

interface Worker {
  process: Process;
  running: number;
}

/** A visible message, and a worker that could take it. */
interface Offer {
  readonly worker: Worker;
  readonly name: PoisonQueue;
  readonly message: QueuedMessage;
}

/** The handling of one message by one process. */
interface Invocation {
  readonly process: Process;
  readonly name: PoisonQueue;
  readonly queue: WatchedQueue;
  readonly message: ReceivedMessage;
}

/** An event message that was handled without an error, and the number of its events that the result counts. */
export interface Handled {
  readonly message: EventMessage;
  readonly counted: number;
}

/** The processes that handle queue messages, several at a time. A crashed process is replaced. */
export class Workers {
  readonly handled: Handled[] = [];
  /** Errors that handlers threw, as the host would log them. */
  readonly thrown: unknown[] = [];
  readonly #outside: Outside;
  readonly #processes: WorkerProcesses;
  readonly #workers: Worker[];
  #offers: Offer[] = [];

  constructor(count: number, outside: Outside, processes: WorkerProcesses) {
    this.#outside = outside;
    this.#processes = processes;
    this.#workers = Array.from({ length: count }, () => ({ process: processes.spawn('worker'), running: 0 }));
  }

  get isBusy(): boolean {
    return this.#workers.some(({ running }) => running > 0);
  }

  /** Pairs each visible message with each worker that has capacity for it, and returns the number of pairs. */
  offers(): number {
    this.#offers = [];
    if (this.#outside.conditions.outageEnd('queues')) return 0;
    for (const [name, queue] of this.#outside.queues.each) {
      for (const message of this.#deliverable(queue)) {
        for (const worker of this.#workers) {
          if (worker.running < this.#concurrency) this.#offers.push({ worker, name, message });
        }
      }
    }
    return this.#offers.length;
  }

  get #concurrency(): number {
    return this.#outside.conditions.surroundings.keepsOrder ? 1 : CONCURRENCY;
  }

  #deliverable({ main }: WatchedQueue): readonly QueuedMessage[] {
    return this.#outside.conditions.surroundings.keepsOrder ? main.visible().slice(0, 1) : main.visible();
  }

  start(offer: number): void {
    const chosen = this.#offers[offer];
    if (chosen) void this.#take(chosen);
  }

  crashed(process: Process): void {
    const worker = this.#workers.find((one) => one.process === process);
    if (worker) this.#workers[this.#workers.indexOf(worker)] = { process: this.#processes.spawn('worker'), running: 0 };
  }

  async #take({ worker, name, message: { messageId } }: Offer): Promise<void> {
    const { scheduler, queues } = this.#outside;
    const { process } = worker;
    const queue = queues.all[name];
    const message = queue.main.take(messageId, hostRules.inFlightSeconds);
    scheduler.trace(() => `${process.name} takes ${messageId}, dequeue count ${message.dequeueCount}`);
    this.#mayDouble(queue, message);
    worker.running++;
    await this.#process({ process, name, queue, message });
    worker.running--;
  }

  /** Delivers a message a second time within some seconds, whether or not it is still being handled. */
  #mayDouble({ main }: WatchedQueue, { messageId, dequeueCount }: ReceivedMessage): void {
    const { scheduler, conditions } = this.#outside;
    if (!conditions.surroundings.doublesMessages || dequeueCount > 1 || scheduler.random.below(2) === 0) return;
    scheduler.later(scheduler.random.below(DOUBLED_WITHIN_MS), () => main.reveal(messageId));
  }

  /** The host's part, the same as in local/host/queue/message-processor.ts. */
  async #process(invocation: Invocation): Promise<void> {
    const { message } = invocation;
    const text = decodeMessage(message.messageText, hostRules.messageEncoding);
    if (text === undefined || message.dequeueCount > hostRules.maxDequeueCount) return this.#moveToPoison(invocation);
    const isDone = await this.#run(invocation, text);
    if (isDone) await this.#settle(invocation, 'delete');
    else if (message.dequeueCount >= hostRules.maxDequeueCount) await this.#moveToPoison(invocation);
    else await this.#settle(invocation, 'release');
  }

  async #run({ process, name, message }: Invocation, text: string): Promise<boolean> {
    const deps = this.#processes.depsOf(process, message.dequeueCount > 1);
    try {
      if (name === 'webhook-delivery') await takeDeliveryMessage(deps, readDeliveryMessage(parsed(text)));
      else
        await this.#receive(
          deps,
          { queue: name, message: parsed(text), insertedAt: message.insertedOn.getTime() },
          message.messageId,
        );
      return true;
    } catch (error) {
      this.#outside.scheduler.trace(() => `${process.name} throws: ${error}`);
      this.thrown.push(error);
      return false;
    }
  }

  async #moveToPoison(invocation: Invocation): Promise<void> {
    if (await this.#settle(invocation, 'copy to poison')) await this.#settle(invocation, 'delete');
  }

  /** Returns false when the request failed: the message returns later. A message that another worker holds by now is left to it. */
  #settle({ process, queue, message }: Invocation, how: 'delete' | 'release' | 'copy to poison'): Promise<boolean> {
    const { messageId, popReceipt } = message;
    const requests = {
      delete: () => queue.main.deleteMessage(messageId, popReceipt),
      release: () => queue.main.updateMessage(messageId, popReceipt, undefined, hostRules.retrySeconds),
      'copy to poison': () => queue.copyToPoison(message),
    };
    const { scheduler, conditions } = this.#outside;
    const act = () =>
      conditions.outageEnd('queues')
        ? false
        : requests[how]().then(
            () => true,
            () => true,
          );
    const what = `${how} ${messageId}`;
    return scheduler.call<boolean>({ process, kind: 'settle', what, act, failure: () => false });
  }

  async #receive(deps: Deps, arrival: Parameters<typeof takeMessage>[1], messageId: string): Promise<void> {
    const taken = await takeMessage(deps, arrival);
    const message = this.#outside.queues.posted.get(messageId);
    if (taken.kind === 'postponed') this.#outside.queues.superseded.add(messageId);
    if (message && taken.kind === 'handled') this.handled.push({ message, counted: countOf(taken.tally) });
  }
}

/** A message as the Functions library passes it to a handler: parsed JSON, or else the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function countOf({ fires, applied, duplicate, late, deadLettered, ignored }: Tally): number {
  const ignoredCount = Object.values(ignored).reduce((sum, count) => sum + count, 0);
  return fires + applied + duplicate + late + deadLettered + ignoredCount;
}
