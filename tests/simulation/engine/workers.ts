import { decodeMessage } from '../../../local/host/queue/message-text.ts';
import { readDeliveryMessage } from '../../../shared/adapters/storage/delivery-message.ts';
import { handleDeliveryMessage } from '../../../shared/application/attempt/deliver-batch.ts';
import { receiveMessage } from '../../../shared/application/events/receive-message.ts';
import type { Tally } from '../../../shared/application/events/tally.ts';
import type { Deps, PoisonQueue } from '../../../shared/application/ports.ts';
import type { QueuedMessage, ReceivedMessage } from '../../support/memory-queue.ts';
import type { EventMessage } from '../scenarios/scenario.ts';
import { hostRules } from './host-rules.ts';
import type { Outside } from './processes.ts';
import type { WatchedQueue } from './queues.ts';
import type { Process } from './scheduler.ts';

/** Invocations that one process makes at the same time. */
const CONCURRENCY = 2;

export interface WorkerBirths {
  birth(name: string): Process;
  depsOf(process: Process, isRedelivery: boolean): Deps;
}

interface Worker {
  process: Process;
  running: number;
}

/** A message that a process has taken. */
interface Invocation {
  readonly process: Process;
  readonly name: PoisonQueue;
  readonly queue: WatchedQueue;
  readonly message: ReceivedMessage;
}

/** An event message that a worker handled to the end, and how many of its events it accounted for. */
export interface Handled {
  readonly message: EventMessage;
  readonly counted: number;
}

/** The processes that take messages from the queues, each several at a time; one that dies has a successor. */
export class Workers {
  readonly handled: Handled[] = [];
  /** What handling threw, as the host would log it. */
  readonly faults: unknown[] = [];
  readonly #outside: Outside;
  readonly #births: WorkerBirths;
  readonly #workers: Worker[];
  #offers: (() => void)[] = [];

  constructor(count: number, outside: Outside, births: WorkerBirths) {
    this.#outside = outside;
    this.#births = births;
    this.#workers = Array.from({ length: count }, () => ({ process: births.birth('worker'), running: 0 }));
  }

  get isBusy(): boolean {
    return this.#workers.some(({ running }) => running > 0);
  }

  /** Every visible message with every worker that could take it; answers how many. */
  offers(): number {
    this.#offers = [];
    for (const [name, queue] of this.#outside.queues.each) {
      for (const message of queue.main.visible()) {
        for (const worker of this.#workers) {
          if (worker.running < CONCURRENCY) this.#offers.push(() => void this.#take(worker, name, message));
        }
      }
    }
    return this.#offers.length;
  }

  start(offer: number): void {
    this.#offers[offer]?.();
  }

  died(process: Process): void {
    const worker = this.#workers.find((one) => one.process === process);
    if (worker) this.#workers[this.#workers.indexOf(worker)] = { process: this.#births.birth('worker'), running: 0 };
  }

  async #take(worker: Worker, name: PoisonQueue, { messageId }: QueuedMessage): Promise<void> {
    const { scheduler, queues } = this.#outside;
    const { process } = worker;
    const queue = queues.all[name];
    const message = queue.main.take(messageId, hostRules.inFlightSeconds);
    scheduler.trace(() => `${process.name} takes ${messageId}, for the ${message.dequeueCount}. time`);
    worker.running++;
    await this.#process({ process, name, queue, message });
    worker.running--;
  }

  /** The host's part, as in local/host/queue/message-processor.ts. */
  async #process(invocation: Invocation): Promise<void> {
    const { message } = invocation;
    const text = decodeMessage(message.messageText, hostRules.messageEncoding);
    if (text === undefined || message.dequeueCount > hostRules.maxDequeueCount) return this.#giveUp(invocation);
    const isDone = await this.#run(invocation, text);
    if (isDone) await this.#settle(invocation, 'delete');
    else if (message.dequeueCount >= hostRules.maxDequeueCount) await this.#giveUp(invocation);
    else await this.#settle(invocation, 'release');
  }

  async #run({ process, name, message }: Invocation, text: string): Promise<boolean> {
    const deps = this.#births.depsOf(process, message.dequeueCount > 1);
    try {
      if (name === 'webhook-delivery') await handleDeliveryMessage(deps, readDeliveryMessage(parsed(text)));
      else
        await this.#receive(
          deps,
          { queue: name, message: parsed(text), insertedAt: message.insertedOn.getTime() },
          message.messageId,
        );
      return true;
    } catch (fault) {
      this.#outside.scheduler.trace(() => `${process.name} throws: ${fault}`);
      this.faults.push(fault);
      return false;
    }
  }

  async #giveUp(invocation: Invocation): Promise<void> {
    if (await this.#settle(invocation, 'copy to poison')) await this.#settle(invocation, 'delete');
  }

  /** False when the storage did not answer; then the message comes back. One that others have by now is theirs. */
  #settle({ process, queue, message }: Invocation, how: 'delete' | 'release' | 'copy to poison'): Promise<boolean> {
    const { messageId, popReceipt } = message;
    const acts = {
      delete: () => queue.main.deleteMessage(messageId, popReceipt),
      release: () => queue.main.updateMessage(messageId, popReceipt, undefined, hostRules.retrySeconds),
      'copy to poison': () => queue.copyToPoison(message),
    };
    const act = () =>
      acts[how]().then(
        () => true,
        () => true,
      );
    const what = `${how} ${messageId}`;
    return this.#outside.scheduler.call<boolean>({ process, kind: 'settle', what, act, failure: () => false });
  }

  async #receive(deps: Deps, arrival: Parameters<typeof receiveMessage>[1], messageId: string): Promise<void> {
    const tally = await receiveMessage(deps, arrival);
    const message = this.#outside.queues.posted.get(messageId);
    if (message) this.handled.push({ message, counted: countOf(tally) });
  }
}

/** As the library gives a message to its function: JSON parsed, or else the text. */
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
