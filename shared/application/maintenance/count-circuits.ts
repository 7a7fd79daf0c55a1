import type { Deps, Row } from '../ports.ts';
import { partitionsOf } from '../store/environments.ts';
import { allCircuits } from '../store/keys.ts';
import { scanPages } from '../store/read-rows.ts';
import { circuitRow } from '../store/rows.ts';

/** Pages that one run reads: of one environment at least, of up to a thousand circuits each. */
const PAGES_PER_RUN = 32;

/** The open circuits of all environments. */
interface Count {
  readonly circuits: number;
  readonly environments: number;
}

/**
 * Counts the open circuits of all environments, some pages in each run, and reports how many there are when all are counted. A
 * round that fails starts again.
 */
export function createCircuitCounter(deps: Pick<Deps, 'store' | 'report'>): () => Promise<void> {
  let unfinished: AsyncGenerator<void, Count> | undefined;
  return async () => {
    const round = unfinished ?? countCircuits(deps);
    unfinished = undefined;
    for (let page = 0; page < PAGES_PER_RUN; page++) {
      const step = await round.next();
      if (step.done) return deps.report({ name: 'OpenCircuits', ...step.value });
    }
    unfinished = round;
  };
}

/** Pauses after each page. */
async function* countCircuits({ store }: Pick<Deps, 'store'>): AsyncGenerator<void, Count> {
  const partitions = await partitionsOf({ store }, undefined);
  let circuits = 0;
  for (const partition of partitions) {
    for await (const rows of scanPages(store, { partition, range: allCircuits })) {
      circuits += rows.filter(isOpen).length;
      yield;
    }
  }
  return { circuits, environments: partitions.length };
}

function isOpen({ data }: Row): boolean {
  return circuitRow.safeParse(data).data?.circuit !== undefined;
}
