import { instantFromMilliseconds } from '../../domain/instant.ts';
import { chunks } from '../chunks.ts';
import { batchesOf, batchOf } from '../delivery/delivery-message.ts';
import { continueFanOut } from '../firing/fan-out.ts';
import type { DeliveryBatch, Deps } from '../ports.ts';
import { directory, dueWork, RELEASE } from '../store/keys.ts';
import { readAll } from '../store/read-rows.ts';
import { environmentRow, workRow } from '../store/rows.ts';

/** So many messages are sent to the queue at the same time. */
const MESSAGES_AT_ONCE = 64;

const FEW = 8;

interface Swept {
  readonly environments: number;
  readonly deliveries: number;
  readonly fanOuts: number;
}

/**
 * Finds what no queue message will finish: deliveries whose worker died or whose message was lost, and fan-outs that were cut
 * off. It reads only what is overdue, one request for an environment where nothing is.
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

interface Work {
  readonly topic: string;
  readonly group: string;
  readonly suffix: string;
  readonly key: string;
}

/** Deliveries first: one fan-out that cannot go on must not hold them up. */
async function sweepEnvironment(deps: Deps, partition: string, swept: Writable<Swept>): Promise<void> {
  const range = dueWork(instantFromMilliseconds(deps.clock.now()));
  const rows = await readAll(deps.store, { partition, range }, workRow);
  const work = rows.map(({ key, data }) => ({ ...data, key }));
  const deliveries = work.flatMap(({ suffix, ...rest }) => (suffix === undefined ? [] : [{ ...rest, suffix }]));
  const batches = overdueBatches(partition, deliveries);
  for (const slice of chunks(batches, MESSAGES_AT_ONCE)) {
    await Promise.all(slice.map((batch) => deps.deliveries.enqueue(batch, 0)));
  }
  swept.deliveries += deliveries.length;
  for (const { topic, group, suffix } of work) {
    if (suffix !== undefined) continue;
    await continueFanOut(deps, { partition, topic, group });
    swept.fanOuts += 1;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A batch is a range of subscriptions: a few deliveries that lie far apart go alone, so that nothing between them is read. */
function overdueBatches(partition: string, work: readonly Work[]): DeliveryBatch[] {
  const firings = Map.groupBy(work, ({ topic, group }) => `${topic}.${group}`);
  return [...firings.values()].flatMap((ofFiring) => {
    if (ofFiring[0]?.group === RELEASE) return ofFiring.map((one) => releaseBatch(partition, one));
    if (ofFiring.length <= FEW) return ofFiring.map((one) => batchOf(partition, one));
    return batchesOf(
      partition,
      ofFiring.toSorted((a, b) => (a.suffix < b.suffix ? -1 : 1)),
    );
  });
}

/** Its row of work is removed by whoever finishes the release, since nothing else leads to it. */
function releaseBatch(partition: string, work: Work): DeliveryBatch {
  return { ...batchOf(partition, work), work: work.key };
}
