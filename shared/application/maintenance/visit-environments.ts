import type { Deps } from '../ports.ts';
import { partitionsOf } from '../store/environments.ts';

/** Where the next round of a process starts: behind the last environment that it visited. */
export interface Position {
  after?: string;
}

interface Round {
  /** Environments that are visited at the same time. */
  readonly width: number;
  /** Milliseconds. A round that has used them up starts no further visit. */
  readonly budget: number;
  readonly position: Position;
  readonly describe: (faults: number, environments: number) => string;
}

interface Rounded<T> {
  readonly environments: number;
  /** Environments for which no time was left. */
  readonly unvisited: number;
  readonly results: readonly T[];
}

/** Random bytes of a place in the directory, as long as the name of a partition. */
const PLACE_BYTES = 16;

/** Lets the first round of a process start anywhere, so that all environments get their turn also when each round has a process of its own. */
export function startAnywhere({ chance }: Pick<Deps, 'chance'>, position: Position): void {
  position.after ??= chance.secret(PLACE_BYTES);
}

/** Visits one environment. `hasTime` says whether a long visit may go on. */
type Visit<T> = (partition: string, hasTime: () => boolean) => Promise<T>;

/**
 * Visits the environments in bounded parallel, from where the last round stopped, until all are visited or the time is used
 * up. It goes on after a fault.
 *
 * @throws AggregateError at the end, when visits have failed
 */
export async function visitEnvironments<T>(
  deps: Pick<Deps, 'store' | 'clock'>,
  { width, budget, position, describe }: Round,
  visit: Visit<T>,
): Promise<Rounded<T>> {
  const end = deps.clock.now() + budget;
  const hasTime = () => deps.clock.now() < end;
  const partitions = rotated(await partitionsOf(deps, undefined), position);
  const left = partitions.values();
  const results: T[] = [];
  const faults: unknown[] = [];
  let environments = 0;
  const visitInTurn = async () => {
    // The first visit always takes place, so that every round makes progress.
    do {
      const { value: partition } = left.next();
      if (partition === undefined) return;
      environments += 1;
      position.after = partition;
      await visit(partition, hasTime).then(
        (result) => results.push(result),
        (fault) => faults.push(fault),
      );
    } while (hasTime());
  };
  await Promise.all(Array.from({ length: width }, visitInTurn));
  if (faults.length > 0) throw new AggregateError(faults, describe(faults.length, environments));
  return { environments, unvisited: partitions.length - environments, results };
}

function rotated(partitions: readonly string[], { after }: Position): string[] {
  if (after === undefined) return [...partitions];
  return [...partitions.filter((one) => one > after), ...partitions.filter((one) => one <= after)];
}
