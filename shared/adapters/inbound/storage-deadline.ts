import { AsyncLocalStorage } from 'node:async_hooks';
import type { DeliveryQueue, EventPublisher, Store } from '../../application/ports.ts';

/** When the storage has answered nobody in this process for this long, a call gets its response within five seconds. */
const PATIENCE_MS = 4_500;

/** The longest that a call goes without an answer of its own, while it waits in line with others that the storage answers. */
const OWN_PATIENCE_MS = 20_000;

/** A service of a storage account, with the time of the last sign of life that it gave to anybody in this process. */
interface Service {
  answeredAt: number;
}

/** One may be away while the others answer: the queues of events may be in another account. */
const tables: Service = { answeredAt: Number.NEGATIVE_INFINITY };
const deliveryQueue: Service = { answeredAt: Number.NEGATIVE_INFINITY };
const eventQueues: Service = { answeredAt: Number.NEGATIVE_INFINITY };

interface Call {
  /** The time of the last sign of life that the storage gave to this call. */
  answeredAt: number;
  /** One for each request that has no answer yet. */
  readonly requests: Set<{ readonly service: Service }>;
}

const calls = new AsyncLocalStorage<Call>();

/** Notes each answer of a service, for the call that asked and for all. */
async function noting<T>(service: Service, ask: () => Promise<T>): Promise<T> {
  const call = calls.getStore();
  const request = { service };
  call?.requests.add(request);
  try {
    const answer = await ask();
    service.answeredAt = performance.now();
    if (call) call.answeredAt = service.answeredAt;
    return answer;
  } finally {
    call?.requests.delete(request);
  }
}

/** A store that notes each of its answers. */
export function notingAnswers(store: Store): Store {
  return {
    read: (partition, key) => noting(tables, () => store.read(partition, key)),
    range: (partition, range) => noting(tables, () => store.range(partition, range)),
    commit: (partition, writes) => noting(tables, () => store.commit(partition, writes)),
    noteUnreadable: (partition, fault) => store.noteUnreadable(partition, fault),
  };
}

/** A queue of deliveries that notes each of its answers. */
export function notingDeliveries(queue: DeliveryQueue): DeliveryQueue {
  return { enqueue: (message, delay) => noting(deliveryQueue, () => queue.enqueue(message, delay)) };
}

/** Queues of events that note each of their answers. */
export function notingEvents(publisher: EventPublisher): EventPublisher {
  return { publish: (queue, text, delay) => noting(eventQueues, () => publisher.publish(queue, text, delay)) };
}

/**
 * Runs a call, or gives the other answer once the storage has been silent for too long. A long call that the storage goes on
 * answering takes its time, and so does one that waits for its turn behind others. What is given up goes on by itself, and every call may be repeated.
 */
export async function withStorageDeadline<T>(run: () => Promise<T>, otherwise: () => T): Promise<T> {
  const call: Call = { answeredAt: performance.now(), requests: new Set() };
  const silence = Promise.withResolvers<T>();
  let timer: NodeJS.Timeout;
  const look = () => {
    const silent = Math.max(call.answeredAt, answeredOthersAt(call)) + PATIENCE_MS;
    const left = Math.min(silent, call.answeredAt + OWN_PATIENCE_MS) - performance.now();
    if (left <= 0) return silence.resolve(otherwise());
    timer = setTimeout(look, left);
  };
  look();
  return Promise.race([calls.run(call, run), silence.promise]).finally(() => clearTimeout(timer));
}

/** When the most silent of the services that a call waits for last answered. A call without a request waits for one that reads the table. */
function answeredOthersAt({ requests }: Call): number {
  if (requests.size === 0) return tables.answeredAt;
  return Math.min(...[...requests].map(({ service }) => service.answeredAt));
}
