import { type DeadLetter, readDeadLetters } from '../../api/dead-letters.ts';
import { type Polled, usePolled } from '../../parts/use-polled.ts';
import type { DeadLettersAddress } from './dead-letters-address.ts';

/** Dead letters, newest first, and which ones were asked for. */
export interface FoundLetters {
  readonly value: readonly DeadLetter[];
  readonly hasMore: boolean;
  readonly name: string;
}

/**
 * The dead letters of an environment, or of all. An event that names no environment is in each of them, or else nobody would see it
 * who looks at one.
 */
export function useDeadLetters(
  environmentId: string | undefined,
  { code, count, isOfAll }: Pick<DeadLettersAddress, 'code' | 'count' | 'isOfAll'>,
): Polled<FoundLetters> {
  const wanted = isOfAll ? undefined : environmentId;
  const name = JSON.stringify([wanted, code, count]);
  return usePolled(['dead-letters', name], async (signal) => {
    const [deliveries, events] = await Promise.all([
      readDeadLetters({ source: 'delivery', environmentId: wanted, code }, count, signal),
      readDeadLetters({ source: 'event', code }, count, signal),
    ]);
    const isHere = (letter: DeadLetter) =>
      wanted === undefined || letter.environmentId === undefined || letter.environmentId === wanted;
    const value = [...deliveries.value, ...events.value.filter(isHere)].toSorted((one, other) =>
      one.receivedAt < other.receivedAt ? 1 : -1,
    );
    return { value, hasMore: deliveries.hasMore || events.hasMore, name };
  });
}
