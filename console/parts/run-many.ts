/** What became of many actions. */
export interface ManyOutcome<T> {
  readonly done: readonly T[];
  /** What the others threw; there may be items that were not tried at all. */
  readonly faults: readonly unknown[];
}

const AT_ONCE = 4;
const MAX_FAULTS = 3;

/**
 * Does the same with each item, some at a time. After the third fault no other item is begun.
 *
 * @param onProgress gets how many items are finished
 */
export async function runMany<T>(
  items: readonly T[],
  action: (item: T) => Promise<unknown>,
  onProgress: (finished: number) => void,
): Promise<ManyOutcome<T>> {
  const done: T[] = [];
  const faults: unknown[] = [];
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) {
      try {
        await action(item);
        done.push(item);
      } catch (fault) {
        faults.push(fault);
      }
      onProgress(done.length + faults.length);
      if (faults.length >= MAX_FAULTS) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, faults };
}
