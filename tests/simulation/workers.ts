import { deliver } from '../../shared/application/deliver.ts';
import type { DeliveryBatch, Deps } from '../../shared/application/ports.ts';
import { receiveMessage, type Tally } from '../../shared/application/receive-message.ts';
import type { Message, MessageQueue } from './message-queue.ts';
import type { Outside } from './processes.ts';
import { type EventMessage, messageBody } from './scenario.ts';
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

interface Invocation<T> {
  readonly queue: MessageQueue<T>;
  readonly message: Message<T>;
  readonly handle: (deps: Deps, message: Message<T>) => Promise<void>;
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
    const { events, deliveries } = this.#outside;
    this.#offers = [];
    for (const worker of this.#workers) {
      if (worker.running >= CONCURRENCY) continue;
      this.#offer(worker, events, (deps, message) => this.#receive(deps, message));
      this.#offer(worker, deliveries, async (deps, { body }) => void (await deliver(deps, body)));
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

  #offer<T extends EventMessage | DeliveryBatch>(
    worker: Worker,
    queue: MessageQueue<T>,
    handle: Invocation<T>['handle'],
  ): void {
    for (const message of queue.visible(this.#outside.scheduler.now)) {
      this.#offers.push(() => void this.#take(worker, { queue, message, handle }));
    }
  }

  async #take<T>(worker: Worker, { queue, message, handle }: Invocation<T>): Promise<void> {
    const { scheduler } = this.#outside;
    const { process } = worker;
    const taken = queue.take(message, scheduler.now);
    if (!taken) return;
    const name = `${queue.name} ${taken.number}`;
    scheduler.trace(() => `${process.name} takes ${name}, for the ${taken.dequeueCount}. time`);
    worker.running++;
    const deps = this.#births.depsOf(process, taken.dequeueCount > 1);
    const isDone = await handle(deps, taken).then(
      () => true,
      (fault) => {
        scheduler.trace(() => `${process.name} throws: ${fault}`);
        this.faults.push(fault);
        return false;
      },
    );
    const act = () => (isDone ? queue.delete(taken) : queue.release(taken, scheduler.now));
    const what = `${isDone ? 'delete' : 'release'} ${name}`;
    await scheduler.call<void>({ process, kind: 'settle', what, act, failure: () => undefined });
    worker.running--;
  }

  async #receive(deps: Deps, { body, insertedAt }: Message<EventMessage>): Promise<void> {
    const tally = await receiveMessage(deps, { queue: body.queue, message: messageBody(body), insertedAt });
    this.handled.push({ message: body, counted: countOf(tally) });
  }
}

function countOf({ fires, applied, duplicate, late, deadLettered, ignored }: Tally): number {
  const ignoredCount = Object.values(ignored).reduce((sum, count) => sum + count, 0);
  return fires + applied + duplicate + late + deadLettered + ignoredCount;
}
