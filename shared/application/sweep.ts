import { instantFromMilliseconds } from '../domain/instant.ts';
import { batchesOf, continueFanOut } from './fan-out.ts';
import { ENVIRONMENTS, workRange } from './layout.ts';
import type { Deps } from './ports.ts';
import { readAll } from './read-rows.ts';
import { environmentRow, workRow } from './rows.ts';

/** At most so many pieces of work of an environment in one sweep; the next one takes the rest. */
const WORK_PER_SWEEP = 1000;

export interface Swept {
  readonly environments: number;
  readonly deliveries: number;
  readonly fanOuts: number;
}

/**
 * Finds what no queue message will finish: deliveries whose worker died or whose message was lost, and fan-outs that were cut
 * off. It reads only what is overdue, one request for an environment where nothing is.
 */
export async function sweep(deps: Deps): Promise<Swept> {
  const environments = await readAll(
    deps.store,
    { partition: ENVIRONMENTS, range: { from: '', to: '~' } },
    environmentRow,
  );
  let deliveries = 0;
  let fanOuts = 0;
  for (const { key } of environments) {
    const found = await sweepEnvironment(deps, key);
    deliveries += found.deliveries;
    fanOuts += found.fanOuts;
  }
  return { environments: environments.length, deliveries, fanOuts };
}

interface Work {
  readonly topic: string;
  readonly group: string;
  readonly suffix: string;
}

async function sweepEnvironment(deps: Deps, partition: string): Promise<Omit<Swept, 'environments'>> {
  const range = { ...workRange(instantFromMilliseconds(deps.clock.now())), top: WORK_PER_SWEEP };
  const { rows } = await deps.store.range(partition, range);
  const work = rows.map((row) => workRow.parse(row.data));
  const deliveries = work.flatMap(({ topic, group, suffix }) =>
    suffix === undefined ? [] : [{ topic, group, suffix }],
  );
  const fanOuts = work.filter(({ suffix }) => suffix === undefined);
  for (const firing of fanOuts) await continueFanOut(deps, { partition, ...firing });
  await Promise.all(overdueBatches(partition, deliveries).map((batch) => deps.deliveries.enqueue(batch, 0)));
  return { deliveries: deliveries.length, fanOuts: fanOuts.length };
}

function overdueBatches(partition: string, work: readonly Work[]) {
  const firings = Map.groupBy(work, ({ topic, group }) => `${topic}.${group}`);
  return [...firings.values()].flatMap((ofFiring) =>
    batchesOf(
      partition,
      ofFiring.toSorted((a, b) => (a.suffix < b.suffix ? -1 : 1)),
    ),
  );
}
