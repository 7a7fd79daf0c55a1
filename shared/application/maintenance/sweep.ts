import { instantFromMilliseconds } from '../../domain/instant.ts';
import { chunks } from '../chunks.ts';
import { deliverMessage, deliverMessages, releaseMessage } from '../delivery/delivery-message.ts';
import { continueFanOut } from '../firing/fan-out.ts';
import type { DeliveryMessage, Deps } from '../ports.ts';
import { directory, dueWork } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { environmentRow, type Stored, type Work, workRow } from '../store/rows.ts';

/** Messages that are sent to the queue at the same time. */
const MESSAGES_AT_ONCE = 64;

/**
 * A message names a range of subscriptions. Up to this many overdue deliveries of one firing get a message each, so that
 * nothing that lies between them is read.
 */
const SINGLE_MESSAGES = 8;

/** What a sweep found. */
export interface Swept {
  readonly environments: number;
  /** Deliveries and releases that were enqueued. */
  readonly deliveries: number;
  readonly fanOuts: number;
}

/**
 * Takes up what no queue message will finish: deliveries whose worker died or whose message was lost, and interrupted
 * fan-outs. It reads only work that is overdue: one request for an environment without any.
 *
 * @throws AggregateError after the other environments, when some could not be swept
 */
export async function sweep(deps: Deps): Promise<Swept> {
  const environments = await readAll(deps.store, directory, environmentRow);
  const faults: unknown[] = [];
  const swept = { environments: environments.length, deliveries: 0, fanOuts: 0 };
  for (const { key } of environments) await sweepEnvironment(deps, key, swept).catch((fault) => faults.push(fault));
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of ${environments.length} environments could not be swept`);
  return swept;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Deliveries come first: a fan-out that cannot go on must not hold them up. */
async function sweepEnvironment(deps: Deps, partition: string, swept: Writable<Swept>): Promise<void> {
  const range = dueWork(instantFromMilliseconds(deps.clock.now()));
  const work = await readAll(deps.store, { partition, range }, workRow);
  for (const piece of chunks(messagesFor(partition, work), MESSAGES_AT_ONCE)) {
    await Promise.all(piece.map((message) => deps.deliveries.enqueue(message, 0)));
  }
  swept.deliveries += work.filter(({ data }) => data.kind !== 'fan-out').length;
  for (const { data } of work) {
    if (data.kind !== 'fan-out') continue;
    await continueFanOut(deps, { partition, topic: data.topic, group: data.group });
    swept.fanOuts += 1;
  }
}

type DeliveryWork = Extract<Work, { kind: 'delivery' }>;

/** In the order in which the firings and releases first appear. */
function messagesFor(partition: string, work: readonly Stored<Work>[]): DeliveryMessage[] {
  const groups = Map.groupBy(work, ({ key, data }) => (data.kind === 'delivery' ? `${data.topic} ${data.group}` : key));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first?.data.kind === 'release') return [releaseMessage(partition, first.data, first.key)];
    return deliveryMessages(
      partition,
      group.flatMap(({ data }) => (data.kind === 'delivery' ? [data] : [])),
    );
  });
}

function deliveryMessages(partition: string, deliveries: readonly DeliveryWork[]): DeliveryMessage[] {
  if (deliveries.length <= SINGLE_MESSAGES) return deliveries.map((one) => deliverMessage(partition, one));
  return deliverMessages(
    partition,
    deliveries.toSorted((a, b) => (a.suffix < b.suffix ? -1 : 1)),
  );
}
