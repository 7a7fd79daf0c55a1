import { ENVIRONMENTS, environmentPartition } from '../../shared/application/store/keys.ts';
import type { MemoryStore } from './memory-store.ts';

/** The store takes this many rows at once. */
const ROWS_AT_ONCE = 100;

/** Enters environments into the directory, as if each had been named by an event. */
export async function enterEnvironments(store: MemoryStore, count: number): Promise<void> {
  for (let first = 0; first < count; first += ROWS_AT_ONCE) {
    const ids = Array.from({ length: Math.min(ROWS_AT_ONCE, count - first) }, (_, index) => `made-up-${first + index}`);
    const insert = (environmentId: string) => ({
      kind: 'insert' as const,
      key: environmentPartition(environmentId),
      data: { environmentId },
    });
    await store.commit(ENVIRONMENTS, ids.map(insert));
  }
}
